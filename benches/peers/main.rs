//! Our side of the comparison with other programs: answers requests, one JSON line
//! each, so that a driver can run both sides in turn on the same models.
//!
//! `{"model": {"states": 100, "actions": 1, "successors": null, "denominator": 1000,
//! "gamma": "9/10", "seed": 1}, "export": FILE}` makes a model and writes its integers.
//! `{"task": NAME, "repeat": N, "steps": T}` times a task on it (see `run`); the answer has
//! the seconds of each repetition and a number to compare results by.

use std::hint::black_box;
use std::io::{BufRead, Write};
use std::time::Instant;

use serde_json::{Value, json};
use spma::algorithm::{CertifiedSpma, FloatSpma};
use spma::mdp::{Evaluate, Mdp, Policy};
use spma::scalar::{BigFloat, Field, Interval, Rational};

use crate::models::{REWARD_UNITS, Recipe};

#[path = "../models/mod.rs"]
mod models;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let mut model = None;
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let answer = if request.get("model").is_some() {
            let (made, answer) = make(&request)?;
            model = Some(made);
            answer
        } else {
            run(model.as_ref().ok_or("a task before any model")?, &request)?
        };
        println!("{answer}");
        std::io::stdout().flush()?;
    }
    Ok(())
}

fn make(request: &Value) -> Outcome<(Mdp<Rational>, Value)> {
    let wanted = &request["model"];
    let number = |name: &str| wanted[name].as_u64().ok_or_else(|| format!("`{name}` must be a whole number"));
    let recipe = Recipe {
        successors: wanted["successors"].as_u64().map(|count| count as usize),
        gamma: wanted["gamma"].as_str().ok_or("`gamma` must be a fraction in quotes")?.parse()?,
        seed: number("seed")?,
        ..Recipe::dense(number("states")? as usize, number("actions")? as usize, number("denominator")?)
    };
    if let Some(path) = request["export"].as_str() {
        let file = std::io::BufWriter::new(std::fs::File::create(path)?);
        let text = json!({ "reward_units": REWARD_UNITS, "states": recipe.numerators() });
        serde_json::to_writer(file, &text)?;
    }
    let model = recipe.model();
    let start = Instant::now();
    // What every task needs once, and keeps.
    black_box(Interval::<f64>::evaluate_exact(&model, &Policy::uniform(&model)));
    let answer = json!({ "transitions": model.transitions(), "first_s": start.elapsed().as_secs_f64() });
    Ok((model, answer))
}

/// Times a task; every one evaluates the uniform policy or starts from it.
fn run(model: &Mdp<Rational>, request: &Value) -> Outcome<Value> {
    let repeat = request["repeat"].as_u64().unwrap_or(1);
    let steps = request["steps"].as_u64().unwrap_or(0);
    let accuracy = request["accuracy"].as_f64().unwrap_or(0.0);
    let task = request["task"].as_str().ok_or("`task` must be a name")?;
    let exact = Policy::<Rational>::uniform(model);
    let (floats, policy): (Mdp<f64>, Policy<f64>) = (model.convert(), exact.convert());
    let eta = Rational::from(1) - model.discount();
    let mut seconds = Vec::new();
    let mut check = f64::NAN;
    for _ in 0..repeat {
        let start = Instant::now();
        check = match task {
            "value f64" => f64::evaluate(&floats, black_box(&policy))[0],
            "value interval" => Interval::<f64>::evaluate_exact(model, black_box(&exact))[0].to_f64(),
            "value 256 bits" => Interval::<BigFloat<256>>::evaluate_exact(model, black_box(&exact))[0].to_f64(),
            "value exact" => Rational::evaluate_exact(model, black_box(&exact))[0].to_f64(),
            "optimum interval" => Interval::<f64>::optimum(black_box(model)).values[0].to_f64(),
            "optimum exact" => Rational::optimum(black_box(model)).values[0].to_f64(),
            "spma f64" => {
                let mut run = FloatSpma::new(&floats, policy.clone(), eta.to_f64(), accuracy);
                for _ in 0..steps {
                    run.step()?;
                }
                run.values()[0]
            }
            "spma certified" => {
                let mut run = CertifiedSpma::new(model, &exact, &eta).ok_or("numbers too long")?;
                for _ in 0..steps {
                    run.step()?;
                }
                run.largest_radius()
            }
            _ => return Err(format!("unknown task `{task}`").into()),
        };
        seconds.push(start.elapsed().as_secs_f64());
    }
    Ok(json!({ "seconds": seconds, "check": check }))
}

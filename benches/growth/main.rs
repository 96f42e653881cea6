//! How cost grows: `cargo bench --bench growth -- report docs` measures every series,
//! each size in a process of its own under GNU time (for its peak memory), fits
//! exponents, and writes `performance.md` and its pictures into the directory.
//! `-- measure SERIES SIZE` prints the seconds of one size.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use spma::report::{picture, write_atomically};
use spma::scalar::Rational;
use spma::statistics::theil_sen;
use spma::study::{Axis, Cell, Plot, Study, Table};

use crate::series::{SERIES, Series};

#[path = "../models/mod.rs"]
mod models;
mod series;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// What precedes the table; the rest of the page is measured.
const INTRODUCTION: &str = include_str!("introduction.md");

/// Two-sided error probability of the intervals of exponents.
const ALPHA: (i64, i64) = (1, 10);

fn main() -> Outcome<()> {
    // Cargo appends `--bench` to what it runs.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["measure", name, size] => {
            let series = SERIES.iter().find(|series| series.name == *name).ok_or("no such series")?;
            println!("{}", (series.seconds)(size.parse()?));
            Ok(())
        }
        ["report", directory] => report(Path::new(directory)),
        _ => {
            eprintln!("usage: cargo bench --bench growth -- report DIRECTORY | measure SERIES SIZE");
            eprintln!("series: {}", SERIES.map(|series| series.name).join(", "));
            Ok(())
        }
    }
}

/// A measured size.
struct Point {
    size: u64,
    seconds: f64,
    /// Peak of the whole process, model and all, in MiB.
    mebibytes: f64,
}

fn measure(series: &Series, size: u64) -> Outcome<Point> {
    let program = std::env::current_exe()?;
    let output = Command::new("/usr/bin/time")
        .args(["-f", "%M"])
        .arg(program)
        .args(["measure", series.name, &size.to_string()])
        .output()
        .map_err(|error| format!("GNU time (apt-get install time): {error}"))?;
    let (seconds, kibibytes) = (String::from_utf8(output.stdout)?, String::from_utf8(output.stderr)?);
    let seconds = seconds.trim().parse().map_err(|_| format!("{} at {size}: {kibibytes}", series.name))?;
    let kibibytes: f64 = kibibytes.trim().lines().last().unwrap_or_default().parse()?;
    eprintln!("{} at {size}: {seconds:.3e} s", series.name);
    Ok(Point { size, seconds, mebibytes: kibibytes / 1024.0 })
}

fn report(directory: &Path) -> Outcome<()> {
    let mut summary = String::from(
        "| answer | against | sizes | cost at the largest | fitted exponent [90 % interval] | \
                                    over the last doubling | expected | peak memory, smallest to largest |\n\
                                    |---|---|---|---|---|---|---|---|\n",
    );
    let mut details = String::new();
    let mut table = Table::new(["answer", "size", "seconds"]);
    for series in &SERIES {
        let points = series.sizes.iter().map(|&size| measure(series, size)).collect::<Outcome<Vec<_>>>()?;
        summary.push_str(&row(series, &points)?);
        write!(details, "\n**{}** against {}:", series.what, series.against)?;
        for point in &points {
            write!(details, " {} in {},", point.size, time(point.seconds))?;
            let name = format!("{} / {}", series.what, series.against);
            table.push(vec![Cell::text(name), Cell::Count(point.size), Cell::number(&point.seconds)]);
        }
        details.pop();
        details.push_str(".\n");
    }
    let study = Study {
        name: "growth",
        title: "Cost of one answer",
        module: module_path!(),
        snapshot: "",
        table: || Table::new(["answer", "size", "seconds"]),
        plot: Some(Plot {
            x: "size",
            ys: &["seconds"],
            by: Some("answer"),
            x_axis: Axis::Logarithmic,
            y_axis: Axis::Logarithmic,
        }),
    };
    write_atomically(&directory.join("growth.svg"), &picture(&study, &table)?)?;
    let text = format!("{INTRODUCTION}\n{}\n\n{summary}\n![cost against size](growth.svg)\n{details}", machine());
    write_atomically(&directory.join("performance.md"), &text)?;
    Ok(())
}

/// A line of the summary.
fn row(series: &Series, points: &[Point]) -> Outcome<String> {
    let [first, .., before, last] = points else { return Err("a series needs three sizes".into()) };
    let logarithms: Vec<(f64, f64)> =
        points.iter().map(|point| ((point.size as f64).log2(), point.seconds.log2())).collect();
    let slope = theil_sen(&logarithms, &Rational::new(ALPHA.0, ALPHA.1)).ok_or("a slope needs two points")?;
    let decimal =
        |bound: Option<Rational>| bound.map_or("-".to_owned(), |x| format!("{:.2}", spma::scalar::Field::to_f64(&x)));
    let recent = (last.seconds / before.seconds).log2() / (last.size as f64 / before.size as f64).log2();
    Ok(format!(
        "| {} | {} | {} to {} | {} | {} [{}, {}] | {recent:.2} | {} | {:.0} to {:.0} MiB |\n",
        series.what,
        series.against,
        first.size,
        last.size,
        time(last.seconds),
        decimal(slope.median.lower),
        decimal(slope.interval.lower),
        decimal(slope.interval.upper),
        series.expected,
        first.mebibytes,
        last.mebibytes,
    ))
}

fn time(seconds: f64) -> String {
    match seconds {
        s if s < 1e-3 => format!("{:.1} us", s * 1e6),
        s if s < 1.0 => format!("{:.2} ms", s * 1e3),
        s => format!("{s:.2} s"),
    }
}

/// The processor, and how busy it was.
fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let model = read("/proc/cpuinfo").lines().find_map(|line| line.strip_prefix("model name\t: ").map(str::to_owned));
    let load = read("/proc/loadavg").split(' ').take(3).collect::<Vec<_>>().join(", ");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "Measured on: {}, {cores} cores; load averages at the end: {load}.",
        model.unwrap_or("a processor".to_owned())
    )
}

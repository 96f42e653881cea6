//! Executable companion of the paper "Fast Convergence of Softmax Policy
//! Mirror Ascent" (arXiv 2411.12042).
//!
//! Layers, each knowing only those above it:
//!
//! - [`scalar`]: numbers and what can be decided with them
//! - [`prove`]: queries for solvers, proofs that other programs check, their ledger
//! - [`statistics`]: exact null distributions, slopes with confidence intervals
//! - [`mdp`]: models, policies, Bellman operators, evaluation, optimum
//! - [`algorithm`]: one file per method
//! - [`approximation`]: features, log-linear policies, surrogates
//! - [`model_io`]: file formats and bundled models
//! - [`family`]: named families of models, policies to start from
//! - [`claim`], [`replay`], [`search`], [`study`]: what a claim is, its naive
//!   second evaluation, instances to check it on and the campaign that does,
//!   tables of rate constants with their snapshots
//! - [`conjecture`]: conjectures written in files, as formulas
//! - [`theorems`]: one folder per claim; the only place that knows the paper
//! - [`report`], [`cli`]: terminal and JSON output, commands
//!
//! Exact and enclosed optimal values of a bundled model:
//!
//! ```
//! use spma::mdp::Evaluate;
//! use spma::model_io::bundled;
//! use spma::scalar::{Interval, Ordered, Rational};
//!
//! let gamma: Rational = "0.9".parse()?;
//! let model = bundled::load("small2", gamma).expect("a bundled model")?;
//! let exact = Rational::optimum(&model.mdp);
//! assert_eq!(exact.values[0], Rational::new(1825, 43));
//! let enclosed = Interval::<f64>::optimum(&model.mdp);
//! assert!(enclosed.values[0].bounds().contains(&exact.values[0]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![warn(missing_docs)]

pub mod algorithm;
pub mod approximation;
pub mod claim;
pub mod cli;
pub mod conjecture;
pub mod family;
pub mod mdp;
pub mod model_io;
mod printable;
pub mod prove;
pub mod replay;
pub mod report;
pub mod scalar;
pub mod search;
pub mod statistics;
pub mod study;
#[path = "../theorems/mod.rs"]
pub mod theorems;

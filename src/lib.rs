//! Executable companion of the paper "Fast Convergence of Softmax Policy
//! Mirror Ascent" (arXiv 2411.12042).
//!
//! Layers, each knowing only those above it:
//!
//! - [`scalar`]: numbers and what can be decided with them
//! - [`mdp`]: models, policies, Bellman operators, evaluation, optimum
//! - [`algorithm`]: one file per method
//! - [`model_io`]: file formats, bundled models
//! - [`family`]: models and policies by formula, models by name
//! - [`claim`]: what a claim is: hypotheses, sides, controls, verdicts
//! - [`theorems`]: one folder per claim; the only place that knows the paper
//! - [`report`], [`cli`]: terminal and JSON output, commands

#![warn(missing_docs)]

pub mod algorithm;
pub mod family;
pub mod mdp;
pub mod model_io;
pub mod scalar;

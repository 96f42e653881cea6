//! Executable companion of the paper "Fast Convergence of Softmax Policy
//! Mirror Ascent" (arXiv 2411.12042).
//!
//! Layers, each knowing only those above it:
//!
//! - [`scalar`]: numbers and what can be decided with them
//! - [`mdp`]: models, policies, Bellman operators, evaluation, optimum
//! - [`algorithm`]: one file per method
//! - [`model_io`]: file formats and bundled models
//! - [`family`]: named families of models, policies to start from
//! - [`claim`], [`replay`], [`search`]: what a claim is, its naive second
//!   evaluation, instances to check it on and the campaign that does
//! - [`theorems`]: one folder per claim; the only place that knows the paper
//! - [`report`], [`cli`]: terminal and JSON output, commands

#![warn(missing_docs)]

pub mod algorithm;
pub mod claim;
pub mod cli;
pub mod family;
pub mod mdp;
pub mod model_io;
pub mod replay;
pub mod report;
pub mod scalar;
pub mod search;
#[path = "../theorems/mod.rs"]
pub mod theorems;

//! Features, log-linear policies, surrogates, minimisers and the certificate of
//! a minimum.

mod certificate;
mod features;
mod methods;
mod minimisers;
mod support;
mod surrogates;

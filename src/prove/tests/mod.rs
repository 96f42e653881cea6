mod answers;
mod chains;
mod fingerprints;
mod queries;
mod statuses;

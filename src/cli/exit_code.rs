//! Exit codes.

use crate::claim::Verdict;
use crate::search::ClaimReport;

/// How a command ended, as documented in the README.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ExitCode {
    /// Everything met its required level.
    Success = 0,
    /// Usage or bad input.
    BadInput = 1,
    /// A claim is refuted, or a case is not confirmed.
    Refuted = 2,
    /// A claim or a case is undecided, a witness was not found, a claim is vacuous, a proof stale, a solver failed, or the
    /// run was interrupted.
    Undecided = 3,
    /// Nothing was selected.
    NothingSelected = 4,
    /// A study differs from its snapshot.
    Drifted = 5,
    /// A tool that is required is not there.
    MissingTool = 6,
    /// A control survived.
    ControlSurvived = 7,
    /// A broken invariant.
    Internal = 70,
}

impl From<ExitCode> for i32 {
    fn from(code: ExitCode) -> Self {
        i32::from(code as u8)
    }
}

impl ExitCode {
    /// The code of a shard of a `verify` run, which speaks of its own tasks: that
    /// nothing was selected, or nothing met the hypotheses, only the whole can say.
    pub fn of_shard(reports: &[ClaimReport]) -> Self {
        match ExitCode::of(reports) {
            ExitCode::NothingSelected => ExitCode::Success,
            code => code,
        }
    }

    /// The code of a `verify` run: the gravest finding decides.
    pub fn of(reports: &[ClaimReport]) -> Self {
        let any = |holds: &dyn Fn(&ClaimReport) -> bool| reports.iter().any(holds);
        if any(&|report| report.verdict == Verdict::Refuted) {
            ExitCode::Refuted
        } else if any(&|report| !report.interrupted && !report.controls_refuted()) {
            ExitCode::ControlSurvived
        } else if any(&|report| report.has_drifted()) {
            ExitCode::Drifted
        } else if any(&|report| report.interrupted) {
            ExitCode::Undecided
        } else if reports.iter().all(|report| report.tried == 0) {
            ExitCode::NothingSelected
        } else if any(&|report| matches!(report.verdict, Verdict::Undecided | Verdict::Vacuous)) {
            ExitCode::Undecided
        } else {
            ExitCode::Success
        }
    }
}

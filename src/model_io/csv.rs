//! Models as rows of transitions.
//!
//! The header is `idstatefrom,idaction,idstateto,probability,reward`. Numbers
//! are decimals or fractions `p/q`, read exactly. The expected reward of a
//! pair is `r(s,a) = sum_s' P(s'|s,a) r(s,a,s')`; repeated rows of the same
//! `(s,a,s')` add up. Every state has rows: an end state has the row
//! `STATE,0,STATE,1,0`. Blank lines and CRLF are fine.

use csv::{ReaderBuilder, StringRecord};

use super::error::Fault;
use super::fields::{id, number, probability, shown};
use super::problem::Problem;
use super::rows::{Rows, Transition};

/// Names of the columns.
pub(super) const COLUMNS: [&str; 5] = ["idstatefrom", "idaction", "idstateto", "probability", "reward"];
const HEADER: &str = "idstatefrom,idaction,idstateto,probability,reward";

/// Reads the transitions of a model.
pub(super) fn parse(text: &str) -> Result<Rows, Fault> {
    let mut rows = Rows::default();
    for row in Records::new(text, &COLUMNS, HEADER)? {
        let (line, [from, action, to, mass, reward]) = row?;
        let fault = |problem| Fault::at(line, problem);
        let state = id(COLUMNS[0], &from).map_err(fault)?;
        let action = id(COLUMNS[1], &action).map_err(fault)?;
        let successor = id(COLUMNS[2], &to).map_err(fault)?;
        let probability = probability(COLUMNS[3], &mass).map_err(fault)?;
        let reward = number(COLUMNS[4], &reward).map_err(fault)?;
        rows.add(line, state, action, Transition { successor, probability, reward });
    }
    Ok(rows)
}

/// Rows of exactly `N` columns after a required header, with their lines.
pub(super) struct Records<'t, const N: usize> {
    text: &'t str,
    reader: csv::Reader<&'t [u8]>,
    header: &'static str,
    /// Bytes of `text` whose lines are counted, and their number.
    counted: (usize, usize),
}

impl<'t, const N: usize> Records<'t, N> {
    /// Checks the header, and that a row follows it.
    pub fn new(text: &'t str, columns: &[&str; N], header: &'static str) -> Result<Self, Fault> {
        let open = || {
            let mut builder = ReaderBuilder::new();
            builder.has_headers(false).flexible(true).from_reader(text.as_bytes())
        };
        let mut records = Records { text, reader: open(), header, counted: (0, 1) };
        let (line, first) =
            records.record().ok_or_else(|| Fault::whole(Problem::Empty { expected: header })).flatten()?;
        if first.iter().map(str::trim).ne(columns.iter().copied()) {
            let found = shown(&first.iter().collect::<Vec<_>>().join(","));
            return Err(Fault::at(line, Problem::Header { expected: header, found }));
        }
        if text.lines().skip(line).all(|line| line.trim().is_empty()) {
            return Err(Fault::whole(Problem::NoRows));
        }
        Ok(records)
    }

    /// The next row that is not blank.
    fn record(&mut self) -> Option<Result<(usize, StringRecord), Fault>> {
        let mut record = StringRecord::new();
        loop {
            let more = self.reader.read_record(&mut record);
            let line = self.line_of(&record);
            match more {
                Ok(false) => return None,
                Ok(true) if record.len() == 1 && record[0].trim().is_empty() => {}
                Ok(true) if record.iter().any(|field| field.contains('\n')) => {
                    return Some(Err(Fault::at(line, Problem::OpenQuote)));
                }
                Ok(true) => return Some(Ok((line, record))),
                Err(error) => return Some(Err(Fault::at(line, Problem::Csv(error.to_string())))),
            }
        }
    }

    /// The line a record starts in; the reader's own position may lie in blank
    /// lines before it.
    fn line_of(&mut self, record: &StringRecord) -> usize {
        let (counted, mut line) = self.counted;
        let bytes = self.text.as_bytes();
        let start = record.position().map_or(counted, |position| position.byte() as usize).min(bytes.len());
        let blank = bytes[start..].iter().take_while(|&&byte| byte == b'\n').count();
        let start = (start + blank).max(counted);
        line += bytes[counted..start].iter().filter(|&&byte| byte == b'\n').count();
        self.counted = (start, line);
        line
    }
}

impl<const N: usize> Iterator for Records<'_, N> {
    type Item = Result<(usize, [String; N]), Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.record()?.and_then(|(line, record)| {
            let fields = record.iter().map(|field| field.trim().to_owned()).collect::<Vec<_>>();
            let found = fields.len();
            let problem = Problem::Columns { expected: N, found, columns: self.header };
            Ok((line, fields.try_into().map_err(|_| Fault::at(line, problem))?))
        }))
    }
}

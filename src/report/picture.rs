//! Pictures of studies, as SVG.

use std::ops::Range;

use plotters::coord::combinators::IntoLogRange;
use plotters::coord::ranged1d::{AsRangedCoord, Ranged, ValueFormatter};
use plotters::prelude::*;
use thiserror::Error;

use crate::study::{Axis, Plot, Study, Table};

/// Width and height in pixels.
const SIZE: (u32, u32) = (960, 600);

/// Share of the range of a linear axis that is left free at both ends.
const MARGIN: f64 = 0.03;

/// Why there is no picture.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PictureError {
    /// The study is a table only.
    #[error("the study `{0}` has no picture; --csv and --json write its table")]
    TableOnly(&'static str),
    /// There is nothing to draw on these axes.
    #[error("the study `{0}` has no number to draw")]
    Empty(&'static str),
    /// The drawing library failed.
    #[error("the picture cannot be drawn: {0}")]
    Drawing(String),
}

/// A line and its name.
struct Line {
    name: String,
    points: Vec<(f64, f64)>,
}

/// Draws a study's table: the middle of each enclosure, one line per column and
/// group.
///
/// # Errors
/// When the study has no plot, or nothing to draw.
pub fn picture(study: &Study, table: &Table) -> Result<String, PictureError> {
    let plot = study.plot.as_ref().ok_or(PictureError::TableOnly(study.name))?;
    let lines = lines(plot, table);
    let points = || lines.iter().flat_map(|line| &line.points);
    let (Some(x), Some(y)) = (range(points().map(|p| p.0)), range(points().map(|p| p.1))) else {
        return Err(PictureError::Empty(study.name));
    };
    let mut svg = String::new();
    let failed = |error: &dyn std::fmt::Display| PictureError::Drawing(error.to_string());
    {
        let root = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        root.fill(&WHITE).map_err(|error| failed(&error))?;
        let scene = Scene { title: study.title, plot, lines: &lines };
        match (plot.x_axis, plot.y_axis) {
            (Axis::Linear, Axis::Linear) => scene.draw(&root, padded(x), padded(y)),
            (Axis::Linear, Axis::Logarithmic) => scene.draw(&root, padded(x), y.log_scale()),
            (Axis::Logarithmic, Axis::Linear) => scene.draw(&root, x.log_scale(), padded(y)),
            (Axis::Logarithmic, Axis::Logarithmic) => scene.draw(&root, x.log_scale(), y.log_scale()),
        }?;
        root.present().map_err(|error| failed(&error))?;
    }
    Ok(svg)
}

/// What is drawn, whatever the axes.
struct Scene<'a> {
    title: &'a str,
    plot: &'a Plot,
    lines: &'a [Line],
}

impl Scene<'_> {
    fn draw<X, Y>(&self, root: &DrawingArea<SVGBackend, plotters::coord::Shift>, x: X, y: Y) -> Result<(), PictureError>
    where
        X: AsRangedCoord<Value = f64>,
        Y: AsRangedCoord<Value = f64>,
        X::CoordDescType: ValueFormatter<f64> + Ranged<ValueType = f64>,
        Y::CoordDescType: ValueFormatter<f64> + Ranged<ValueType = f64>,
    {
        let failed = |error: DrawingAreaErrorKind<_>| PictureError::Drawing(error.to_string());
        let mut chart = ChartBuilder::on(root)
            .caption(self.title, ("sans-serif", 20))
            .margin(12)
            .x_label_area_size(44)
            .y_label_area_size(84)
            .build_cartesian_2d(x, y)
            .map_err(failed)?;
        let ys = self.plot.ys.join(", ");
        chart
            .configure_mesh()
            .x_desc(self.plot.x)
            .y_desc(if self.plot.ys.len() == 1 { ys.as_str() } else { "" })
            .x_label_formatter(&short)
            .y_label_formatter(&short)
            .light_line_style(WHITE)
            .draw()
            .map_err(failed)?;
        for (number, line) in self.lines.iter().enumerate() {
            let colour = Palette99::pick(number).to_rgba();
            chart
                .draw_series(LineSeries::new(line.points.iter().copied(), colour.stroke_width(2)))
                .map_err(failed)?
                .label(&line.name)
                .legend(move |(x, y)| PathElement::new(vec![(x, y), (x + 16, y)], colour.stroke_width(2)));
            let dots = line.points.iter().map(|&point| Circle::new(point, 2, colour.filled()));
            chart.draw_series(dots).map_err(failed)?;
        }
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::UpperRight)
            .background_style(WHITE.mix(0.85))
            .border_style(BLACK.mix(0.3))
            .draw()
            .map_err(failed)
    }
}

/// A label of an axis.
fn short(value: &f64) -> String {
    if *value != 0.0 && !(1e-3..1e5).contains(&value.abs()) {
        format!("{value:.0e}")
    } else {
        format!("{value:.6}").trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

fn lines(plot: &Plot, table: &Table) -> Vec<Line> {
    let column = |name: &str| table.column(name).expect("a plot names columns of its table");
    let x = column(plot.x);
    let by = plot.by.map(column);
    let mut lines: Vec<Line> = Vec::new();
    for row in table.rows() {
        for name in plot.ys {
            let (Some(x), Some(y)) = (row[x].to_f64(), row[column(name)].to_f64()) else { continue };
            let is_drawn = |axis, value: f64| value.is_finite() && (axis == Axis::Linear || value > 0.0);
            if !is_drawn(plot.x_axis, x) || !is_drawn(plot.y_axis, y) {
                continue;
            }
            let name = match by {
                Some(by) if plot.ys.len() == 1 => row[by].to_string(),
                Some(by) => format!("{}, {name}", row[by]),
                None => (*name).to_owned(),
            };
            match lines.iter_mut().find(|line| line.name == name) {
                Some(line) => line.points.push((x, y)),
                None => lines.push(Line { name, points: vec![(x, y)] }),
            }
        }
    }
    lines
}

/// Smallest and largest value; a single one gets room around it.
fn range(values: impl Iterator<Item = f64>) -> Option<Range<f64>> {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    match low.partial_cmp(&high)? {
        std::cmp::Ordering::Less => Some(low..high),
        std::cmp::Ordering::Equal if low > 0.0 => Some(low / 2.0..high * 2.0),
        std::cmp::Ordering::Equal => Some(low - 1.0..high + 1.0),
        std::cmp::Ordering::Greater => None,
    }
}

fn padded(range: Range<f64>) -> Range<f64> {
    let room = (range.end - range.start) * MARGIN;
    range.start - room..range.end + room
}

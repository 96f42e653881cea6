//! Pictures of studies, as SVG.

use std::ops::Range;

use plotters::coord::Shift;
use plotters::prelude::*;
use thiserror::Error;

use crate::study::{Axis, Plot, Study, Table};

/// Width and height in pixels.
const SIZE: (u32, u32) = (960, 600);

/// Width of the strip at the right with the names of the lines.
const LEGEND_WIDTH: u32 = 230;

/// Height of the first name, and how far apart they are.
const LEGEND_TOP: i32 = 40;
const LEGEND_STEP: i32 = 18;

/// Share of the range of an axis that is left free at both ends.
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
/// group. On a logarithmic axis decimal logarithms are drawn and labelled with
/// the numbers.
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
    let root = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
    let drawn = draw(&root, study.title, plot, &lines, (x, y)).and_then(|()| root.present());
    drop(root);
    drawn.map_err(|error| PictureError::Drawing(error.to_string()))?;
    Ok(svg)
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Failure<'a> = DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>;

fn draw<'a>(
    root: &Area<'a>,
    title: &str,
    plot: &Plot,
    lines: &[Line],
    (x, y): (Range<f64>, Range<f64>),
) -> Result<(), Failure<'a>> {
    root.fill(&WHITE)?;
    let (left, right) = root.split_horizontally(SIZE.0 - LEGEND_WIDTH);
    let mut chart = ChartBuilder::on(&left)
        .caption(title, ("sans-serif", 15))
        .margin(12)
        .x_label_area_size(44)
        .y_label_area_size(84)
        .build_cartesian_2d(x, y)?;
    chart
        .configure_mesh()
        .x_desc(plot.x)
        .y_desc(if plot.ys.len() == 1 { plot.ys[0] } else { "" })
        .x_label_formatter(&|value| label(plot.x_axis, *value))
        .y_label_formatter(&|value| label(plot.y_axis, *value))
        .light_line_style(WHITE)
        .draw()?;
    for (number, line) in lines.iter().enumerate() {
        let colour = Palette99::pick(number).to_rgba();
        chart.draw_series(LineSeries::new(line.points.iter().copied(), colour.stroke_width(2)))?;
        chart.draw_series(line.points.iter().map(|&point| Circle::new(point, 2, colour.filled())))?;
        let height = LEGEND_TOP + LEGEND_STEP * number as i32;
        right.draw(&PathElement::new([(0, height), (18, height)], colour.stroke_width(3)))?;
        right.draw(&Text::new(line.name.as_str(), (24, height - 7), ("sans-serif", 12)))?;
    }
    Ok(())
}

/// A label of an axis.
fn label(axis: Axis, value: f64) -> String {
    let plain = |value: f64| format!("{value:.6}").trim_end_matches('0').trim_end_matches('.').to_owned();
    match axis {
        Axis::Linear if value != 0.0 && !(1e-3..1e5).contains(&value.abs()) => format!("{value:.1e}"),
        Axis::Linear => plain(value),
        Axis::Logarithmic if (-3.0..5.0).contains(&value) => plain(libm::exp10(value)),
        Axis::Logarithmic => format!("{:.0e}", libm::exp10(value)),
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
            let (Some(x), Some(y)) = (place(plot.x_axis, x), place(plot.y_axis, y)) else { continue };
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

/// Where a number stands on an axis; `None` when it does not.
fn place(axis: Axis, value: f64) -> Option<f64> {
    let place = match axis {
        Axis::Linear => value,
        Axis::Logarithmic => libm::log10(value),
    };
    place.is_finite().then_some(place)
}

/// From the smallest to the largest value with some room at both ends.
fn range(values: impl Iterator<Item = f64>) -> Option<Range<f64>> {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    let room = if low < high { (high - low) * MARGIN } else { 1.0 };
    (low <= high).then_some(low - room..high + room)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalar::Rational;
    use crate::study::Cell;

    const PLOT: Plot =
        Plot { x: "t", ys: &["e"], by: Some("instance"), x_axis: Axis::Linear, y_axis: Axis::Logarithmic };

    fn table(errors: &[i64]) -> Table {
        let mut table = Table::new(["instance", "t", "e"]);
        for (t, &error) in errors.iter().enumerate() {
            let error = Cell::number(&Rational::new(error, 1000));
            table.push(vec![Cell::text("a < b"), Cell::Count(t as u64), error]);
        }
        table
    }

    fn study(plot: Option<Plot>) -> Study {
        Study { name: "test", title: "errors", module: "", snapshot: "", table: || table(&[]), plot }
    }

    #[test]
    fn a_line_goes_through_the_logarithms_and_leaves_out_what_has_none() {
        let lines = lines(&PLOT, &table(&[1000, 100, 0, 10]));
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].points, [(0.0, 0.0), (1.0, -1.0), (3.0, -2.0)]);
        assert_eq!((label(Axis::Logarithmic, -2.0), label(Axis::Logarithmic, -20.0)), ("0.01".into(), "1e-20".into()));
    }

    #[test]
    fn the_picture_is_an_svg_with_its_title_and_escaped_names() {
        let svg = picture(&study(Some(PLOT)), &table(&[1000, 100])).expect("a picture");
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{svg}");
        assert!(svg.contains("errors") && svg.contains("a &lt; b") && svg.contains("<polyline"), "{svg}");
    }

    #[test]
    fn without_a_plot_or_without_numbers_there_is_no_picture() {
        assert_eq!(picture(&study(None), &table(&[1])), Err(PictureError::TableOnly("test")));
        assert_eq!(picture(&study(Some(PLOT)), &table(&[0, 0])), Err(PictureError::Empty("test")));
    }
}

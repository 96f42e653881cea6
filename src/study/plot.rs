//! How a table is drawn.

/// The scale of an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Equal differences are equally far apart.
    Linear,
    /// Equal quotients are; numbers that are not positive are left out.
    Logarithmic,
}

/// Lines through the points `(x, y)` of the rows, one line for each `y` column
/// and each value of the column `by`.
#[derive(Clone, Copy, Debug)]
pub struct Plot {
    /// The column along the horizontal axis.
    pub x: &'static str,
    /// The columns along the vertical axis.
    pub ys: &'static [&'static str],
    /// The column whose values are drawn as separate lines.
    pub by: Option<&'static str>,
    /// Scale of the horizontal axis.
    pub x_axis: Axis,
    /// Scale of the vertical axis.
    pub y_axis: Axis,
}

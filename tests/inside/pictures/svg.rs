//! Cells as SVG. Letters stand in columns whatever font a viewer has: each run of cells says how long it is. Lines that
//! join are drawn as lines, because letters of neighbouring rows leave gaps.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What the terminal of the picture writes on, and with.
pub struct Paper {
    ground: &'static str,
    text: &'static str,
    edge: &'static str,
}

impl Paper {
    /// Dark ground.
    pub const DARK: Paper = Paper {
        ground: "#171a21",
        text: "#dde1e8",
        edge: "#2c313c",
    };
    /// Light ground.
    pub const LIGHT: Paper = Paper {
        ground: "#fbfbf8",
        text: "#22262e",
        edge: "#d5d5cf",
    };
}

const WIDTH: u16 = 9;
const HEIGHT: u16 = 20;
const MARGIN: u16 = 14;
/// From the top of a cell to the line that letters stand on.
const BASE: u16 = 15;
const FONTS: &str = "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', NanumGothicCoding, D2Coding, \
                     'Noto Sans Mono CJK KR', monospace";

/// Cells that look alike, side by side.
struct Run {
    x: u16,
    columns: u16,
    text: String,
    is_wide: bool,
    cell: Cell,
}

/// The picture of a screen.
pub fn of(cells: &Buffer, cursor: Option<Position>, paper: &Paper, title: &str) -> String {
    let (width, height) = (
        cells.area.width * WIDTH + 2 * MARGIN,
        cells.area.height * HEIGHT + 2 * MARGIN,
    );
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"{FONTS}\" font-size=\"15\" xml:space=\"preserve\" role=\"img\">\n<title>{}</title>\n\
         <rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"{}\" stroke=\"{}\"/>\n",
        escaped(title),
        width - 1,
        height - 1,
        paper.ground,
        paper.edge
    );
    for y in 0..cells.area.height {
        for run in runs(cells, y) {
            draw(&run, y, paper, &mut svg);
        }
    }
    if let Some(cursor) = cursor {
        let (x, y) = place(cursor.x, cursor.y);
        let text = paper.text;
        writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{HEIGHT}\" fill=\"{text}\"/>"
        )
        .unwrap();
    }
    svg.push_str("</svg>\n");
    svg
}

const fn place(x: u16, y: u16) -> (u16, u16) {
    (MARGIN + x * WIDTH, MARGIN + y * HEIGHT)
}

fn runs(cells: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < cells.area.width {
        let cell = &cells[(x, y)];
        let columns = u16::try_from(cell.symbol().width()).unwrap().max(1);
        let is_wide = columns > 1;
        let is_line = lines_of(cell.symbol()).is_some();
        let before = runs.last_mut().filter(|run| {
            run.cell.style() == cell.style()
                && run.is_wide == is_wide
                && !is_line
                && lines_of(&run.text).is_none()
        });
        match before {
            Some(run) => {
                run.columns += columns;
                run.text.push_str(cell.symbol());
            }
            None => runs.push(Run {
                x,
                columns,
                text: cell.symbol().to_owned(),
                is_wide,
                cell: cell.clone(),
            }),
        }
        x += columns;
    }
    runs
}

/// Which ways the lines of a sign go from its middle: left, right, up, down.
fn lines_of(sign: &str) -> Option<[bool; 4]> {
    Some(match sign {
        "─" => [true, true, false, false],
        "│" => [false, false, true, true],
        "┌" => [false, true, false, true],
        "┐" => [true, false, false, true],
        "└" => [false, true, true, false],
        "┘" => [true, false, true, false],
        _ => return None,
    })
}

fn draw(run: &Run, y: u16, paper: &Paper, svg: &mut String) {
    let style = run.cell.style();
    let (left, top) = place(run.x, y);
    let width = run.columns * WIDTH;
    if let Some(ground) = style.bg.and_then(code) {
        writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{HEIGHT}\" fill=\"{ground}\"/>"
        )
        .unwrap();
    }
    let colour = style
        .fg
        .and_then(code)
        .unwrap_or_else(|| paper.text.to_owned());
    if let Some(ways) = lines_of(&run.text) {
        draw_lines(ways, (left, top), &colour, svg);
        return;
    }
    // Blanks at the ends say nothing; those of an underlined run do.
    let is_underlined = style.add_modifier.contains(Modifier::UNDERLINED);
    let (skipped, text) = match is_underlined {
        true => (0, run.text.as_str()),
        false => trimmed(&run.text),
    };
    if text.is_empty() {
        return;
    }
    let mut more = String::new();
    if style.add_modifier.contains(Modifier::BOLD) {
        more.push_str(" font-weight=\"bold\"");
    }
    if is_underlined && !run.is_wide {
        more.push_str(" text-decoration=\"underline\"");
    }
    let (left, base) = (left + skipped * WIDTH, top + BASE);
    if run.is_wide {
        // Not every viewer underlines letters that stand by themselves.
        if is_underlined {
            let (right, under) = (left + run.columns * WIDTH, base + 2);
            let line = format!("M{left} {under}H{right}");
            writeln!(svg, "<path d=\"{line}\" stroke=\"{colour}\"/>").unwrap();
        }
        draw_wide(text, (left, base), &format!("fill=\"{colour}\"{more}"), svg);
        return;
    }
    let length = u16::try_from(text.width()).unwrap() * WIDTH;
    let text = escaped(text);
    writeln!(
        svg,
        "<text x=\"{left}\" y=\"{base}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{colour}\"{more}>{text}</text>",
    )
    .unwrap();
}

/// Wide letters are as wide as two others in few fonts: each stands in the middle of its own two columns.
fn draw_wide(text: &str, (left, base): (u16, u16), look: &str, svg: &mut String) {
    write!(
        svg,
        "<text y=\"{base}\" text-anchor=\"middle\" font-size=\"17\" {look}>"
    )
    .unwrap();
    for (at, letter) in (0..).zip(text.graphemes(true)) {
        let middle = left + at * 2 * WIDTH + WIDTH;
        write!(svg, "<tspan x=\"{middle}\">{}</tspan>", escaped(letter)).unwrap();
    }
    svg.push_str("</text>\n");
}

/// The text without the blanks around it, and how many stood before it.
fn trimmed(text: &str) -> (u16, &str) {
    let begun = text.trim_start_matches(' ');
    let skipped = u16::try_from(text.len() - begun.len()).unwrap();
    (skipped, begun.trim_end_matches(' '))
}

fn draw_lines(ways: [bool; 4], (left, top): (u16, u16), colour: &str, svg: &mut String) {
    let (x, y) = (
        f32::from(left) + f32::from(WIDTH) / 2.0,
        f32::from(top) + f32::from(HEIGHT) / 2.0,
    );
    let ends = [
        (f32::from(left), y),
        (f32::from(left + WIDTH), y),
        (x, f32::from(top)),
        (x, f32::from(top + HEIGHT)),
    ];
    let mut path = String::new();
    for (_, (to_x, to_y)) in ways.into_iter().zip(ends).filter(|(goes, _)| *goes) {
        write!(path, "M{x} {y}L{to_x} {to_y}").unwrap();
    }
    writeln!(svg, "<path d=\"{path}\" stroke=\"{colour}\"/>").unwrap();
}

fn code(colour: Color) -> Option<String> {
    match colour {
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        Color::Reset => None,
        other => panic!("the themes of pictures have no {other}"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

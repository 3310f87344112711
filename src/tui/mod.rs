//! The screen: one event loop, panes with their state beside their drawing, overlays, workers.

pub mod widgets;

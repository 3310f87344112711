//! Take a transfer back.

use crate::account::problem::{Message, Problem};
use crate::operations::Operation;
use crate::operations::switch_partner::{CancelTransfer, TransferKey};
use crate::say;
use crate::tui::sheets::{Confirm, Sheet, Values};

/// Takes one transfer back.
#[derive(Debug, Clone)]
pub struct CancelTransferSheet {
    /// Which.
    pub transfer: TransferKey,
    /// The customer's name.
    pub about: String,
    /// The other partner.
    pub partner: String,
}

impl Sheet for CancelTransferSheet {
    fn about(&self) -> &str {
        &self.about
    }

    fn title(&self) -> Message {
        say!("sheet-cancel-transfer-title", partner = &self.partner)
    }

    fn operation(&self, _values: &Values) -> Result<Box<dyn Operation + Send>, Vec<Problem>> {
        Ok(Box::new(CancelTransfer {
            transfer: self.transfer.clone(),
        }))
    }

    fn confirm(&self) -> Confirm {
        Confirm::Asks
    }
}

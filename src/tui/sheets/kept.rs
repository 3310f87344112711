//! Sheets with fields as they are kept beside the words that were typed into them, so that the next start can open the
//! same sheet again. A sheet that only shows its plan has nothing that could be lost.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Sheet;
use super::agreement::{ConfirmSheet, QualifySheet};
use super::relationships::{InvitationsSheet, InviteSheet, RemovalSheet};
use super::subscriptions::{BillingCycleSheet, BuySheet, QuantitySheet, RenameSheet};
use super::support::{ContactSheet, NoteSheet};
use super::transfers::{EventSheet, StartTransferSheet};
use super::users::{
    AddUserSheet, DirectoryRoleSheet, EditUserSheet, LocationSheet, PermissionsSheet,
};

macro_rules! kept_sheets {
    ($($sheet:ident,)*) => {
        /// A sheet as it is kept: which one, and what it is about. What it asks the book for is read anew.
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each is the sheet of the same name")]
        pub enum KeptSheet {
            $($sheet($sheet),)*
        }

        impl KeptSheet {
            /// The sheet again.
            pub fn opened(self) -> Arc<dyn Sheet> {
                match self {
                    $(Self::$sheet(sheet) => Arc::new(sheet),)*
                }
            }
        }

        $(impl From<$sheet> for KeptSheet {
            fn from(sheet: $sheet) -> Self {
                Self::$sheet(sheet)
            }
        })*
    };
}

kept_sheets! {
    AddUserSheet,
    BillingCycleSheet,
    BuySheet,
    ConfirmSheet,
    ContactSheet,
    DirectoryRoleSheet,
    EditUserSheet,
    EventSheet,
    InvitationsSheet,
    InviteSheet,
    LocationSheet,
    NoteSheet,
    PermissionsSheet,
    QualifySheet,
    QuantitySheet,
    RemovalSheet,
    RenameSheet,
    StartTransferSheet,
}

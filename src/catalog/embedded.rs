//! The tables that the program is built with.

use super::fault::CatalogFault;
use super::table::FactTable;
use crate::packed::{packed, unpacked};

macro_rules! embedded {
    ($( $name:literal by [$($key:literal),+] ),+ $(,)?) => {
        /// Name, key columns, text.
        const EMBEDDED: &[(&str, &[&str], &[u8])] = &[
            $( ($name, &[$($key),+], packed!("catalog/", $name, ".csv")) ),+
        ];
    };
}

embedded! {
    "enums" by ["enum", "code"],
    "choice_synonyms" by ["list", "code"],
    "blank_words" by ["word"],
    "obvious_passwords" by ["word"],
    "ppks" by ["code"],
    "ppks_terms" by ["term_normalized"],
    "psks" by ["code"],
    "needs" by ["code"],
    "services" by ["code"],
    "programs" by ["code"],
    "overlap_rules" by ["rule_id"],
    "eligibility_flags" by ["flag_id"],
    "regulations" by ["number"],
    "referral_clocks" by ["step"],
    "fhir_task_states" by ["state", "when"],
    "retention" by ["record"],
    "attachments" by ["format"],
    "names" by ["class", "canonical"],
    "glossary" by ["term_id"],
}

/// All tables, parsed.
pub(super) fn tables() -> Result<Vec<FactTable>, CatalogFault> {
    EMBEDDED.iter().map(|(name, key, text)| FactTable::parse(name, key, &unpacked(text))).collect()
}

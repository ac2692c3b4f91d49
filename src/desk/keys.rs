//! Password, recovery code, closing, checking.

use std::path::{Path, PathBuf};

use secrecy::SecretString;

use crate::store::CheckReport;
use crate::vault::{self, Cost, Credential};

use super::{Desk, DeskError, officer};

impl Desk {
    /// The password once more, before something that can't be called back.
    pub fn check_password(&self, password: &SecretString) -> Result<(), DeskError> {
        vault::unlock(&self.dir, Credential::Password(password)).map_err(crate::store::StoreError::from)?;
        Ok(())
    }

    /// A new password; the recovery code stays valid.
    pub fn set_password(&mut self, credential: Credential<'_>, new: &SecretString) -> Result<(), DeskError> {
        vault::change_password(&self.dir, credential, new, Cost::calibrated())
            .map_err(crate::store::StoreError::from)?;
        self.audit_saved("password-changed", "");
        Ok(())
    }

    /// A new recovery code, in groups; the old one opens nothing any more.
    pub fn renew_recovery(&mut self, password: &SecretString) -> Result<Vec<String>, DeskError> {
        let code = vault::renew_recovery(&self.dir, Credential::Password(password))
            .map_err(crate::store::StoreError::from)?;
        self.audit_saved("recovery-renewed", "");
        Ok(code.on_paper())
    }

    /// Reads everything there is and names what is damaged.
    pub fn check(&self) -> Result<CheckReport, DeskError> {
        Ok(self.store.check()?)
    }

    /// The last checkpoint, and the lock is free.
    pub fn close(self) -> Result<(), DeskError> {
        // Without it the next opening shows its first screen a little later.
        let _ = self.leave_greeting();
        Ok(self.store.close()?)
    }

    /// The recap as a workbook: in `to`, or where the worker keeps documents. It names nobody.
    pub fn export_recap(&mut self, to: Option<&Path>) -> Result<PathBuf, DeskError> {
        let sheets = officer::recap_sheets(self);
        self.export_sheets(&sheets, "rekap-ppks", to)
    }

    /// Sheets as a workbook named after the month, noted in the trail.
    pub(super) fn export_sheets(
        &mut self,
        sheets: &[crate::paper::xlsx::Sheet],
        name: &str,
        to: Option<&Path>,
    ) -> Result<PathBuf, DeskError> {
        let bytes = crate::paper::xlsx::workbook(sheets, self.today).map_err(|_| DeskError::Unreadable)?;
        let folder = to.map(PathBuf::from).or_else(documents).unwrap_or_else(|| PathBuf::from("."));
        let path = folder.join(format!("{name}-{}.xlsx", self.today.format("%Y-%m")));
        let failed = |source| DeskError::File { place: path.display().to_string(), source };
        std::fs::create_dir_all(&folder).map_err(failed)?;
        std::fs::write(&path, bytes).map_err(failed)?;
        self.audit_saved("printed", name);
        Ok(path)
    }
}

fn documents() -> Option<PathBuf> {
    let user = directories::UserDirs::new()?;
    Some(user.document_dir().unwrap_or_else(|| user.home_dir()).to_owned())
}

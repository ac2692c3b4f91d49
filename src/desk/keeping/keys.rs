//! Password, recovery code, closing, checking.

use secrecy::SecretString;

use crate::store::CheckReport;
use crate::vault::{self, Cost, Credential};

use crate::desk::{Desk, DeskError};

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
}

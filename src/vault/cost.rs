//! How much work turning a password into a key is.

use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::VaultError;

const MIB: u32 = 1024;
const LEAST: u32 = 32 * MIB;
const MOST: u32 = 256 * MIB;
const PASSES: u32 = 3;
/// More than this in a vault file is damage or an attack, not a cost anybody chose.
const ABSURD: u32 = 1024 * MIB;

/// Argon2id's parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// KiB of memory.
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Cost {
    /// About one second on this machine, within 32–256 MiB. Measures one pass over 16 MiB: a few dozen milliseconds.
    pub fn calibrated() -> Self {
        let probe = Self { memory_kib: 16 * MIB, passes: 1, lanes: 1 };
        let started = Instant::now();
        let measured = probe.derive(&SecretString::from("calibration"), &[0; 32]).is_ok();
        let took = if measured { started.elapsed() } else { Duration::from_millis(100) };
        Self { memory_kib: memory_for_a_second(took, probe.memory_kib), passes: PASSES, lanes: 1 }
    }

    /// Far too little for a real vault; fast enough for hundreds of unlocks in a test.
    pub fn for_tests() -> Self {
        Self { memory_kib: 64, passes: 1, lanes: 1 }
    }

    pub(super) fn is_sane(self) -> bool {
        self.memory_kib <= ABSURD && self.passes <= 64 && self.lanes <= 16 && self.params().is_ok()
    }

    pub(super) fn derive(
        self,
        password: &SecretString,
        salt: &[u8; 32],
    ) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params()?);
        let mut key = Zeroizing::new([0; 32]);
        argon
            .hash_password_into(password.expose_secret().as_bytes(), salt, key.as_mut())
            .map_err(|_| VaultError::System("key derivation"))?;
        Ok(key)
    }

    fn params(self) -> Result<Params, VaultError> {
        Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|_| VaultError::System("key derivation parameters"))
    }
}

fn memory_for_a_second(probe_took: Duration, probe_kib: u32) -> u32 {
    let micros_per_pass = u64::try_from(probe_took.as_micros()).unwrap_or(u64::MAX).max(1);
    let kib = 1_000_000 / u64::from(PASSES) * u64::from(probe_kib) / micros_per_pass;
    let kib = u32::try_from(kib).unwrap_or(MOST).clamp(LEAST, MOST);
    kib / MIB * MIB
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_follows_speed_within_bounds() {
        let of = |millis| memory_for_a_second(Duration::from_millis(millis), 16 * MIB);
        assert_eq!(of(1), MOST);
        assert_eq!(of(10_000), LEAST);
        assert_eq!(of(50), 106 * MIB);
    }

    #[test]
    fn the_same_password_and_salt_give_the_same_key() {
        let password = SecretString::from("kata sandi");
        let key = |salt| Cost::for_tests().derive(&password, &[salt; 32]).unwrap();
        assert_eq!(*key(1), *key(1));
        assert_ne!(*key(1), *key(2));
    }
}

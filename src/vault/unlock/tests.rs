use std::fs;

use proptest::prelude::*;

use super::*;
use crate::vault::inspect;

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

fn made() -> (tempfile::TempDir, Keys, RecoveryCode) {
    let dir = tempfile::tempdir().unwrap();
    let (keys, code) = create(dir.path(), &secret("sandi"), Cost::for_tests()).unwrap();
    (dir, keys, code)
}

fn by_password(dir: &Path, password: &str) -> Result<Unlocked, VaultError> {
    unlock(dir, Credential::Password(&secret(password)))
}

#[test]
fn password_and_recovery_code_open_the_same_keys() {
    let (dir, keys, code) = made();
    let opened = by_password(dir.path(), "sandi").unwrap();
    assert_eq!(opened.keys.data_key(), keys.data_key());
    assert_eq!(opened.keys.signing_key(), keys.signing_key());
    assert!(minisign::SecretKey::from_bytes(keys.signing_key()).is_ok());
    let typed = code.to_string().to_lowercase();
    let opened = unlock(dir.path(), Credential::Recovery(&typed)).unwrap();
    assert_eq!(opened.keys.data_key(), keys.data_key());
}

#[test]
fn wrong_attempts_are_counted_and_told_once() {
    let (dir, ..) = made();
    assert!(matches!(by_password(dir.path(), "salah"), Err(VaultError::WrongSecret)));
    assert!(matches!(unlock(dir.path(), Credential::Recovery("1234")), Err(VaultError::MistypedCode)));
    let other = RecoveryCode::random().unwrap().to_string();
    assert!(matches!(unlock(dir.path(), Credential::Recovery(&other)), Err(VaultError::WrongSecret)));
    assert_eq!(by_password(dir.path(), "sandi").unwrap().failed.count, 2);
    assert_eq!(by_password(dir.path(), "sandi").unwrap().failed.count, 0);
}

#[test]
fn a_new_password_replaces_the_old_and_leaves_the_code() {
    let (dir, keys, code) = made();
    let code = code.to_string();
    change_password(dir.path(), Credential::Recovery(&code), &secret("baru"), Cost::for_tests()).unwrap();
    assert!(matches!(by_password(dir.path(), "sandi"), Err(VaultError::WrongSecret)));
    assert_eq!(by_password(dir.path(), "baru").unwrap().keys.data_key(), keys.data_key());
    let renewed = renew_recovery(dir.path(), Credential::Password(&secret("baru"))).unwrap().to_string();
    assert!(matches!(unlock(dir.path(), Credential::Recovery(&code)), Err(VaultError::WrongSecret)));
    assert!(unlock(dir.path(), Credential::Recovery(&renewed)).is_ok());
}

#[test]
fn a_crash_between_the_copies_leaves_both_passwords_working_until_one_is_used() {
    let (dir, ..) = made();
    let old = fs::read(dir.path().join("vault-b")).unwrap();
    change_password(dir.path(), Credential::Password(&secret("sandi")), &secret("baru"), Cost::for_tests())
        .unwrap();
    fs::write(dir.path().join("vault-b"), &old).unwrap();
    assert_eq!(inspect(dir.path()).unwrap(), [CopyState::Whole, CopyState::Older]);
    assert!(by_password(dir.path(), "baru").is_ok());
    assert_eq!(inspect(dir.path()).unwrap(), [CopyState::Whole; 2]);
    assert!(matches!(by_password(dir.path(), "sandi"), Err(VaultError::WrongSecret)));
}

#[test]
fn a_lost_or_damaged_copy_is_made_anew_from_the_other() {
    for name in ["vault-a", "vault-b"] {
        let (dir, ..) = made();
        let path = dir.path().join(name);
        fs::remove_file(&path).unwrap();
        assert!(by_password(dir.path(), "sandi").unwrap().copies.contains(&CopyState::Missing));
        fs::write(&path, b"").unwrap();
        assert!(by_password(dir.path(), "sandi").unwrap().copies.contains(&CopyState::Damaged));
        assert_eq!(inspect(dir.path()).unwrap(), [CopyState::Whole; 2]);
    }
}

#[test]
fn a_newer_vault_is_refused_with_its_version() {
    let (dir, ..) = made();
    for name in ["vault-a", "vault-b"] {
        let mut bytes = fs::read(dir.path().join(name)).unwrap();
        bytes[8] = 9;
        bytes.truncate(bytes.len() - 32);
        let sum = blake3::hash(&bytes);
        bytes.extend_from_slice(sum.as_bytes());
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    assert!(matches!(by_password(dir.path(), "sandi"), Err(VaultError::TooNew { version: 9 })));
}

#[test]
fn no_vault_is_not_a_damaged_one() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(by_password(dir.path(), "sandi"), Err(VaultError::NotFound)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_flip_or_cut_in_both_copies_is_never_called_a_wrong_password(at in any::<usize>(), bit in 0..8, cut in any::<bool>()) {
        let (dir, ..) = made();
        for name in ["vault-a", "vault-b"] {
            let path = dir.path().join(name);
            let mut bytes = fs::read(&path).unwrap();
            let at = at % bytes.len();
            if cut { bytes.truncate(at) } else { bytes[at] ^= 1_u8 << bit }
            fs::write(&path, bytes).unwrap();
        }
        for password in ["sandi", "salah"] {
            let damaged = matches!(by_password(dir.path(), password), Err(VaultError::Damaged { .. }));
            prop_assert!(damaged);
        }
    }
}

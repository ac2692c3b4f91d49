//! The arguments. Verbs are English with Indonesian aliases; what is said of them here is the English of `usage`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::{
    add::{Add, Edit},
    agenda::Agenda,
    aid::{Decide, Match},
    attach::{Attach, TakeOut},
    backup::{Backup, Restore},
    chat::Chat,
    client_copy::ClientCopy,
    demo::Demo,
    duplicates::Duplicates,
    erase::Erase,
    export::Export,
    form::Form,
    import::Import,
    init::Init,
    keys::{NewPassword, Passphrase},
    letter::Letter,
    list::List,
    overlap::Overlap,
    receive::Receive,
    report::Report,
    search::Search,
    send::{Copy, Send},
    show::Show,
    step::{AskErasure, Bin, Close, Event, Finish, Mark, Mend, Postpone, Reopen, Retain, Settle, Withdraw},
    template::Template,
    verify::Verify,
    who_can_help::WhoCanHelp,
};

/// Offline casework of a sub-district social worker. Without a command: the program itself.
#[derive(Debug, Parser)]
#[command(name = "simpul", version, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Global {
    /// Folder of the data [env: `SIMPUL_DATA`]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Language of messages: id or en
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<String>,
    /// The day that counts as today, YYYY-MM-DD [env: `SIMPUL_TODAY`]
    #[arg(long, global = true, value_name = "DATE")]
    pub today: Option<String>,
    /// File that holds the password [env: `SIMPUL_PASSWORD_FILE`]
    #[arg(long, global = true, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// One JSON object on stdout
    #[arg(long, global = true)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// The program on the screen: what `simpul` alone does
    #[command(hide = true)]
    Start,
    /// A throw-away store with an invented example
    #[command(visible_alias = "contoh")]
    Demo(Demo),
    /// Make a store without the wizard; prints the recovery code
    #[command(visible_alias = "mulai")]
    Init(Init),
    /// Read spreadsheets into the book
    #[command(visible_alias = "impor")]
    Import(Import),
    /// Reports of volunteers out of copied chat messages
    #[command(visible_alias = "obrolan")]
    Chat(Chat),
    /// An empty sheet to fill in and import
    #[command(visible_alias = "lembar")]
    Template(Template),
    /// Records of a kind
    #[command(visible_alias = "daftar")]
    List(List),
    /// One record with its history
    #[command(visible_alias = "lihat")]
    Show(Show),
    /// People and organisations by name, number, village
    #[command(visible_alias = "cari")]
    Search(Search),
    /// What is due: the screen Hari Ini
    Agenda(Agenda),
    /// Who can help with a need: which service, here, open, with which documents
    #[command(visible_alias = "siapa-membantu")]
    WhoCanHelp(WhoCanHelp),
    /// Likely double people, with reason and score
    #[command(visible_alias = "ganda")]
    Duplicates(Duplicates),
    /// A report of a month
    #[command(visible_alias = "laporan")]
    Report(Report),
    /// Data in a form that others read: the directory of organisations as HSDS
    #[command(visible_alias = "ekspor")]
    Export(Export),
    /// Seal a bundle and copy it to a stick or folder
    #[command(visible_alias = "kirim")]
    Send(Send),
    /// Copy a bundle that was sent before once more
    #[command(visible_alias = "salin")]
    Copy(Copy),
    /// The passphrase of a bundle that was sent
    #[command(visible_alias = "sandi-berkas")]
    Passphrase(Passphrase),
    /// The covering, reminder or verification letter of a referral, or the minutes or attendance list of a session
    #[command(visible_alias = "surat")]
    Letter(Letter),
    /// The paper form of a kind, blank, or of a record, filled in
    #[command(visible_alias = "formulir")]
    Form(Form),
    /// Check a bundle; needs no key
    #[command(visible_alias = "periksa")]
    Verify(Verify),
    /// Take a bundle in
    #[command(visible_alias = "terima")]
    Receive(Receive),
    /// Read the whole store and name what is damaged
    #[command(visible_alias = "cek")]
    Check,
    /// A new record
    #[command(visible_alias = "tambah")]
    Add(Add),
    /// Change fields of a record
    #[command(visible_alias = "ubah")]
    Edit(Edit),
    /// A follow-up is done
    #[command(visible_alias = "selesai")]
    Finish(Finish),
    /// A follow-up is put off
    #[command(visible_alias = "tunda")]
    Postpone(Postpone),
    /// Something happened to a referral or a report
    #[command(visible_alias = "peristiwa")]
    Event(Event),
    /// Close a case
    #[command(visible_alias = "tutup")]
    Close(Close),
    /// Open a closed case again
    #[command(visible_alias = "buka")]
    Reopen(Reopen),
    /// The client takes back the consent to a case
    #[command(visible_alias = "cabut-persetujuan")]
    Withdraw(Withdraw),
    /// Everything that is kept about a person, to hand to that person
    #[command(visible_alias = "salinan-klien")]
    ClientCopy(ClientCopy),
    /// Take a photo or PDF in, about a person, case, visit, session or activity
    #[command(visible_alias = "lampirkan")]
    Attach(Attach),
    /// Write an attachment into a folder
    #[command(visible_alias = "lampiran")]
    Attachment(TakeOut),
    /// Somebody asked that a person be erased, or that is decided
    #[command(visible_alias = "minta-hapus")]
    AskErasure(AskErasure),
    /// Keep a person longer than usual
    #[command(visible_alias = "simpan-lebih-lama")]
    Retain(Retain),
    /// Attendance of one participant of a session
    #[command(visible_alias = "hadir")]
    Mark(Mark),
    /// A refused row of a sheet becomes a person, or a gift of aid
    #[command(visible_alias = "perbaiki")]
    Mend(Mend),
    /// A warning about a person was judged; it is not raised again
    #[command(visible_alias = "wajar")]
    Settle(Settle),
    /// Put a record into the bin
    #[command(visible_alias = "buang")]
    Bin(Bin),
    /// A new password
    #[command(visible_alias = "kata-sandi")]
    Password(NewPassword),
    /// A new recovery code
    #[command(visible_alias = "kode-pemulihan")]
    Recovery,
    /// Where aid meets, and what the rules say about it
    #[command(visible_alias = "tumpang-tindih")]
    Overlap(Overlap),
    /// Whom a gift of aid or a report is for
    #[command(visible_alias = "cocokkan")]
    Match(Match),
    /// What is to be done about two gifts that meet
    #[command(visible_alias = "putuskan")]
    Decide(Decide),
    /// A copy of everything on a stick or in a folder, sealed
    #[command(visible_alias = "cadangkan")]
    Backup(Backup),
    /// Put a backup in place of the data; what was there is set aside
    #[command(visible_alias = "pulihkan")]
    Restore(Restore),
    /// Give back the room that changes have used up
    #[command(visible_alias = "padatkan")]
    Compact,
    /// Erase a case or a person for good
    #[command(visible_alias = "hapus")]
    Erase(Erase),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_hold_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn aliases_and_global_options_are_read_anywhere() {
        let read =
            Arguments::try_parse_from(["simpul", "daftar", "people", "--json", "--lang", "en"]).unwrap();
        assert!(read.global.json);
        assert_eq!(read.global.lang.as_deref(), Some("en"));
        assert!(matches!(read.verb, Some(Verb::List(_))));
    }
}

//! Which file does which command.

use crate::work::Failure;

use super::answer::Answer;
use super::args::Verb;
use super::office::Office;
use super::{
    add, agenda, aid, attach, backup, chat, check, client_copy, demo, duplicates, erase, import, init, keys,
    letter, list, overlap, receive, report, search, send, show, start, step, template, verify,
};

pub fn run(verb: Verb, office: &mut Office) -> Result<Answer, Failure> {
    match verb {
        Verb::Start => start::run(office),
        Verb::Demo(args) => demo::run(&args, office),
        Verb::Init(args) => init::run(&args, office),
        Verb::Import(args) => import::run(&args, office),
        Verb::Template(args) => template::run(&args, office),
        Verb::Chat(args) => chat::run(&args, office),
        Verb::List(args) => list::run(&args, office),
        Verb::Show(args) => show::run(&args, office),
        Verb::Search(args) => search::run(&args, office),
        Verb::Agenda(args) => agenda::run(&args, office),
        Verb::Duplicates(args) => duplicates::run(&args, office),
        Verb::Report(args) => report::run(&args, office),
        Verb::Send(args) => send::run(args, office),
        Verb::Copy(args) => send::copy(&args, office),
        Verb::Passphrase(args) => keys::passphrase(&args, office),
        Verb::Letter(args) => letter::run(&args, office),
        Verb::Verify(args) => verify::run(&args, office),
        Verb::Receive(args) => receive::run(&args, office),
        Verb::Check => check::run(office),
        Verb::Add(args) => add::add(&args, office),
        Verb::Edit(args) => add::edit(&args, office),
        Verb::Finish(args) => step::finish(&args, office),
        Verb::Postpone(args) => step::postpone(&args, office),
        Verb::Event(args) => step::event(&args, office),
        Verb::Close(args) => step::close(&args, office),
        Verb::Reopen(args) => step::reopen(&args, office),
        Verb::Withdraw(args) => step::withdraw(&args, office),
        Verb::ClientCopy(args) => client_copy::run(&args, office),
        Verb::Attach(args) => attach::attach(&args, office),
        Verb::Attachment(args) => attach::take_out(&args, office),
        Verb::AskErasure(args) => step::ask_erasure(&args, office),
        Verb::Retain(args) => step::retain(&args, office),
        Verb::Mark(args) => step::mark(&args, office),
        Verb::Mend(args) => step::mend(&args, office),
        Verb::Settle(args) => step::settle(&args, office),
        Verb::Bin(args) => step::bin(&args, office),
        Verb::Password(args) => keys::password(&args, office),
        Verb::Recovery => keys::recovery(office),
        Verb::Overlap(args) => overlap::run(&args, office),
        Verb::Match(args) => aid::match_gift(&args, office),
        Verb::Decide(args) => aid::decide(&args, office),
        Verb::Backup(args) => backup::backup(&args, office),
        Verb::Restore(args) => backup::restore(&args, office),
        Verb::Compact => backup::compact(office),
        Verb::Erase(args) => erase::run(&args, office),
    }
}

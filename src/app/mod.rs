//! Model, message, update, effect and the command table. No terminal and no disk: what can fail is an effect,
//! and its end is a message.

mod command;
mod keys;
mod layers;
mod message;
mod model;
mod moves;
mod navigation;
mod shell;
mod update;

pub use command::{COMMANDS, Command, CommandId, Place, commands_of, key_name};
pub(crate) use layers::{elsewhere, menu};
pub use message::{
    BackupSecret, Effect, LikelyPerson, ListSource, Message, Paper, Reply, ReportMatches, Request, SendOrder,
    Turn,
};
pub use model::{Layer, Model, Palette, Progress};
pub use moves::purpose_of;
pub use navigation::{Nav, home};
pub use shell::{Shell, Toast, ToastKind};
pub use update::update;

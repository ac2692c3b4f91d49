//! Model, message, update, effect and the command table. No terminal and no disk: what can fail is an effect,
//! and its end is a message.

mod command;
mod message;
mod model;
mod navigation;
mod shell;
mod update;

pub use command::{COMMANDS, Command, CommandId, Place, commands_of, key_name};
pub use message::{Effect, LikelyPerson, Message, Reply, Request, SendOrder, Turn};
pub use model::{Layer, Model, Palette, Progress};
pub use navigation::{Nav, home};
pub use shell::{Shell, Toast, ToastKind};
pub(crate) use update::menu;
pub use update::{purpose_of, update};

//! *Cadangan*: copies of everything, the way back, room given back, and erasing for good.

mod backups;
mod copying;
mod erase;
mod restore;
mod trail;

pub use backups::Backups;
pub use copying::BackUp;
pub use erase::Erase;
pub use restore::Restore;
pub use trail::Trail;

//! Provinces, regencies, sub-districts and villages with their Kemendagri codes.
//!
//! Data: `assets/places/places.bin`, made from idn-area-data 3.1.2 (Open Database License; see the notice beside it).

mod archive;
mod code;
mod gazetteer;
mod village;

pub use archive::PlacesFault;
pub use code::{AreaCode, AreaFault, AreaLevel};
pub use gazetteer::{
    Place, Subdistrict, check, find, path, provinces, regencies, search_subdistricts, subdistricts, villages,
};
pub use village::{VillageMatch, match_village};

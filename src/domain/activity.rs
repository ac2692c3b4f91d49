//! Something the worker did that no other record tells of: picket duty, a village meeting, a task from the Dinas.

use super::field::kinds::{choice, done_date, kind, long_text, number, text};
use super::table::table;
use super::{FieldKind, PartialDate};

table! {
    pub struct Activity {
        on: Option<PartialDate> = done_date().required();
        kind: String = choice("activity_type");
        material: String = text().required();
        village: String = kind(FieldKind::Village);
        place: String = text();
        starts: String = kind(FieldKind::Time);
        ends: String = kind(FieldKind::Time);
        executor: String = text();
        target: String = text();
        men: Option<i64> = number();
        women: Option<i64> = number();
        result: String = long_text();
        enabling: String = text();
        hindering: String = text();
        solution: String = text();
        plan: String = text();
        note: String = long_text();
    }
}

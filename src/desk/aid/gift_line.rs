//! A gift as it is kept in memory.

use crate::desk::AidLine;
use crate::domain::Aid;

impl AidLine {
    /// What is known in memory of the gift, as a record.
    pub fn to_aid(&self) -> Aid {
        Aid {
            person: self.person,
            household: self.household,
            name: self.name.clone(),
            nik: self.nik.clone(),
            family_card: self.family_card.clone(),
            village: self.village.clone(),
            program: self.program.clone(),
            giver: self.giver.clone(),
            on: self.on,
            period: self.period.clone(),
            item: self.item.clone(),
            value: self.value,
            ..Aid::default()
        }
    }

    pub fn of(aid: &Aid) -> Self {
        Self {
            holder: aid.holder.clone(),
            person: aid.person,
            household: aid.household,
            group: aid.group,
            nik: aid.nik.clone(),
            family_card: aid.family_card.clone(),
            house: aid.house.clone(),
            giver_kind: aid.giver_kind.clone(),
            description: aid.description.clone(),
            need: aid.need.clone(),
            status: aid.status.clone(),
            settled: aid.settled.iter().any(|code| code == "not_on_record"),
            name: aid.name.clone(),
            program: aid.program.clone(),
            giver: aid.giver.clone(),
            village: aid.village.clone(),
            period: aid.period.clone(),
            on: aid.on,
            value: aid.value,
            item: aid.item.clone(),
        }
    }
}

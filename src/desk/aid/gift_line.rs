//! A gift as it is kept in memory.

use crate::desk::AidLine;
use crate::desk::word::Words;
use crate::domain::Aid;

impl AidLine {
    /// What is known in memory of the gift, as a record.
    pub fn to_aid(&self) -> Aid {
        Aid {
            person: self.person,
            household: self.household,
            name: self.name.to_string(),
            nik: self.nik.to_string(),
            family_card: self.family_card.to_string(),
            village: self.village.to_string(),
            program: self.program.to_string(),
            giver: self.giver.to_string(),
            on: self.on,
            period: self.period.to_string(),
            item: self.item.to_string(),
            value: self.value,
            ..Aid::default()
        }
    }

    /// Texts that other gifts have too are kept once for all of them.
    pub fn share(&mut self, words: &mut Words) {
        let said = [
            &mut self.holder,
            &mut self.giver_kind,
            &mut self.description,
            &mut self.need,
            &mut self.status,
            &mut self.program,
            &mut self.giver,
            &mut self.village,
            &mut self.period,
            &mut self.item,
        ];
        for word in said {
            words.share(word);
        }
    }

    pub fn of(aid: &Aid) -> Self {
        Self {
            holder: aid.holder.as_str().into(),
            person: aid.person,
            household: aid.household,
            group: aid.group,
            nik: aid.nik.as_str().into(),
            family_card: aid.family_card.as_str().into(),
            house: aid.house.as_str().into(),
            giver_kind: aid.giver_kind.as_str().into(),
            description: aid.description.as_str().into(),
            need: aid.need.as_str().into(),
            status: aid.status.as_str().into(),
            settled: aid.settled.iter().any(|code| code == "not_on_record"),
            name: aid.name.as_str().into(),
            program: aid.program.as_str().into(),
            giver: aid.giver.as_str().into(),
            village: aid.village.as_str().into(),
            period: aid.period.as_str().into(),
            on: aid.on,
            value: aid.value,
            item: aid.item.as_str().into(),
        }
    }
}

//! Two changes of one account that met: what each wanted of which field, and the wishes that are left once mine or theirs
//! was chosen. Nothing typed is lost, nothing of theirs is overwritten unseen (operations.md section 5, «Conflict»).

use crate::account::billing::{Control, FIELDS, Field};
use crate::account::customer::{CustomerView, Ours};
use crate::account::resource::Resource;
use crate::account::tags;
use crate::operations::Conflict;

use super::Edit;

/// A field that both changed, to different words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldConflict {
    /// Which field.
    pub field: &'static Field,
    /// What it said before both; `None` when the history does not tell.
    pub base: Option<String>,
    /// What this change wants.
    pub mine: String,
    /// What the book says now.
    pub theirs: String,
}

/// Whose word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// This change's.
    Mine,
    /// The book's.
    Theirs,
}

/// Two changes laid side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The fields to be chosen. None: the other change touched other fields, and [`Merge::edits`] can be saved at once.
    pub fields: Vec<FieldConflict>,
    only_mine: Vec<Edit>,
}

impl Merge {
    /// Lays a conflict out; `None` when the account is gone.
    pub fn of(conflict: &Conflict) -> Option<Merge> {
        let mine = conflict.mine.as_ref()?;
        let (theirs, _) = conflict.theirs.as_ref()?;
        Some(Self::between(conflict.base.as_ref(), mine, theirs))
    }

    /// Lays three sides out. Without a base every field that differs is to be chosen.
    pub fn between(base: Option<&Resource>, mine: &Resource, theirs: &Resource) -> Merge {
        let mut merge = Merge {
            fields: Vec::new(),
            only_mine: Vec::new(),
        };
        for field in FIELDS.iter().filter(|field| field.is_editable()) {
            let told = |account| said(field, account);
            let (base_said, mine_said, theirs_said) = (base.map(told), told(mine), told(theirs));
            if mine_said == theirs_said || base_said.as_ref() == Some(&mine_said) {
                continue;
            }
            match base {
                Some(base) if field.control == Control::Tags => {
                    merge.only_mine.extend(tag_edits(base, mine));
                }
                Some(_) if base_said.as_ref() == Some(&theirs_said) => {
                    merge.only_mine.push(edit(field, mine));
                }
                _ => merge.fields.push(FieldConflict {
                    field,
                    base: base_said,
                    mine: mine_said,
                    theirs: theirs_said,
                }),
            }
        }
        merge
    }

    /// The wishes on top of their version: my other changes, and of the fields in conflict those where mine was chosen,
    /// in their order. A field without a choice stays theirs.
    pub fn edits(&self, choices: &[Side]) -> Vec<Edit> {
        let chosen = self.fields.iter().zip(choices);
        let mine = chosen.filter(|(_, side)| **side == Side::Mine);
        let mine = mine.map(|(conflict, _)| conflict.mine_as_edit());
        self.only_mine.iter().cloned().chain(mine).collect()
    }
}

impl FieldConflict {
    fn mine_as_edit(&self) -> Edit {
        if self.field.control == Control::Tags {
            return Edit::Tags(tags::typed(&self.mine));
        }
        Edit::Text {
            field: self.field,
            text: self.mine.clone(),
        }
    }
}

fn said(field: &Field, account: &Resource) -> String {
    if field.control == Control::Tags {
        return CustomerView(account).tags().join(", ");
    }
    account.text_or_empty(field.member()).to_owned()
}

fn edit(field: &'static Field, account: &Resource) -> Edit {
    Edit::Text {
        field,
        text: said(field, account),
    }
}

/// Tags never meet: what I put on is put on, what I took off is taken off.
fn tag_edits(base: &Resource, mine: &Resource) -> Vec<Edit> {
    let (base, mine) = (Ours::of(base).tags, Ours::of(mine).tags);
    let lacking = |tags: &[String], in_these: &[String]| -> Vec<String> {
        let lacks = |tag: &&String| !in_these.iter().any(|other| tags::same(tag, other));
        tags.iter().filter(lacks).cloned().collect()
    };
    let (added, removed) = (lacking(&mine, &base), lacking(&base, &mine));
    let mut edits = Vec::new();
    if !added.is_empty() {
        edits.push(Edit::AddTags(added));
    }
    if !removed.is_empty() {
        edits.push(Edit::RemoveTags(removed));
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::billing::{CITY, EMAIL};

    fn account(email: &str, city: &str, tags: &str) -> Resource {
        let json = format!(
            r#"{{"billingProfile":{{"email":"{email}","defaultAddress":{{"city":"{city}"}}}},"partnerdeck":{{"tags":[{tags}]}}}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn changes_of_other_fields_do_not_meet() {
        let base = account("a@b.de", "Bonn", "");
        let mine = account("new@b.de", "Bonn", "");
        let theirs = account("a@b.de", "Berlin", "");
        let merge = Merge::between(Some(&base), &mine, &theirs);
        assert_eq!(merge.fields, []);
        assert_eq!(merge.edits(&[]), [Edit::of(EMAIL, "new@b.de").unwrap()]);
    }

    #[test]
    fn the_same_change_twice_is_no_conflict() {
        let base = account("a@b.de", "Bonn", "");
        let both = account("a@b.de", "Berlin", "");
        let merge = Merge::between(Some(&base), &both, &both);
        assert!(merge.fields.is_empty() && merge.edits(&[]).is_empty());
    }

    #[test]
    fn a_field_that_both_changed_is_chosen() {
        let base = account("a@b.de", "Bonn", "");
        let mine = account("mine@b.de", "Berlin", "");
        let theirs = account("theirs@b.de", "Bonn", "");
        let merge = Merge::between(Some(&base), &mine, &theirs);
        let [conflict] = merge.fields.as_slice() else {
            panic!("{merge:?}");
        };
        assert_eq!(conflict.base.as_deref(), Some("a@b.de"));
        let city = Edit::of(CITY, "Berlin").unwrap();
        assert_eq!(merge.edits(&[Side::Theirs]), std::slice::from_ref(&city));
        let email = Edit::of(EMAIL, "mine@b.de").unwrap();
        assert_eq!(merge.edits(&[Side::Mine]), [city, email]);
    }

    #[test]
    fn without_a_base_all_that_differs_is_chosen() {
        let mine = account("mine@b.de", "Bonn", r#""a""#);
        let theirs = account("theirs@b.de", "Bonn", r#""b""#);
        let merge = Merge::between(None, &mine, &theirs);
        assert_eq!(merge.fields.len(), 2);
        assert_eq!(merge.edits(&[Side::Theirs, Side::Theirs]), []);
    }

    #[test]
    fn tags_of_both_stay() {
        let base = account("a@b.de", "Bonn", r#""old""#);
        let mine = account("a@b.de", "Bonn", r#""mine""#);
        let theirs = account("a@b.de", "Bonn", r#""old","theirs""#);
        let merge = Merge::between(Some(&base), &mine, &theirs);
        assert_eq!(
            merge.edits(&[]),
            [
                Edit::AddTags(vec!["mine".to_owned()]),
                Edit::RemoveTags(vec!["old".to_owned()])
            ]
        );
    }
}

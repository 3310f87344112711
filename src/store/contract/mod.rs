//! What every store must do, written once: [`behaviours`] one by one, [`random`] runs that are done to two stores and
//! compared, [`deeds`] of all sorts after each of which a store answers as the plain [`model`] of a book does. A new adapter is held to it with `holds_to_the_contract!`.

pub(super) mod behaviours;
pub(super) mod deeds;
mod model;
pub(super) mod random;
pub(super) mod samples;

/// One test for each behaviour; `$with` gets a check and runs it on a new, empty book.
macro_rules! holds_to_the_contract {
    ($with:path) => {
        $crate::store::contract::holds_to_the_contract! { $with:
            a_new_book_is_empty,
            a_record_is_kept_letter_for_letter,
            a_record_carries_the_number_of_the_change_that_wrote_it,
            keys_are_found_whatever_their_case,
            lists_and_scans_keep_their_order,
            a_walk_goes_through_everything_in_the_order_of_keys,
            a_visitor_may_stop_and_may_use_the_store,
            a_record_that_moved_refuses_the_whole_change,
            what_should_be_absent_and_is_there_refuses_the_whole_change,
            a_taken_domain_refuses_the_whole_change,
            a_taken_sign_in_name_refuses_unless_it_is_excepted,
            domains_are_found_and_follow_every_change,
            sign_in_names_are_found_within_their_customer_and_follow_every_change,
            what_several_have_is_found,
            counts_follow_every_change,
            history_is_read_newest_first_and_page_by_page,
            an_entry_without_changes_is_history_too,
            images_show_before_and_after_in_order,
            a_long_run_is_one_entry,
            a_run_goes_on_only_under_an_entry_that_is_there,
            what_was_taken_back_names_what_took_it_back,
            sealed_passwords_open_until_they_are_destroyed,
            a_large_change_is_made_whole,
            a_record_of_any_size_is_kept,
            a_checkpoint_and_a_compaction_change_nothing,
            many_threads_read_and_write_at_once,
        }
    };
    ($with:path: $($behaviour:ident,)*) => {
        $(
            #[test]
            fn $behaviour() {
                $with(&$crate::store::contract::behaviours::$behaviour);
            }
        )*
    };
}

pub(in crate::store) use holds_to_the_contract;

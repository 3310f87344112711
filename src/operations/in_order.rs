//! Work on all cores whose results are taken in the order in which the work was given. Giver and taker wait for each other
//! when one of them is slow: no more of it is in memory than the threads have in hand, and twice as much again.

use std::panic::resume_unwind;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

/// Threads that work, at the most: more would only wait for the one that takes.
const THREADS: usize = 4;

/// Nobody takes the results any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gone;

/// Gives a piece of work.
pub(super) type Give<'a, Work> = &'a mut dyn FnMut(Work) -> Result<(), Gone>;

/// `give` hands out the work on a thread of its own, `work` does it on several, `take` gets the results on this one. What
/// the first and the last have to say comes back. A result is missing only when its thread panicked; the results end there
/// and the panic goes on here.
pub(super) fn in_order<Work: Send, Done: Send, Given: Send, Taken>(
    give: impl FnOnce(Give<'_, Work>) -> Given + Send,
    work: impl Fn(Work) -> Done + Sync,
    take: impl FnOnce(&mut dyn Iterator<Item = Done>) -> Taken,
) -> (Given, Taken) {
    let threads = thread::available_parallelism().map_or(1, |cores| THREADS.min(cores.get()));
    let (to_do, waiting) = bounded::<(Work, Sender<Done>)>(threads);
    let (in_order, done) = bounded::<Receiver<Done>>(2 * threads);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (waiting, work) = (waiting.clone(), &work);
            scope.spawn(move || {
                for (piece, told) in waiting {
                    // Nobody hears it once the taker has ended early.
                    let _ = told.send(work(piece));
                }
            });
        }
        drop(waiting);
        let giving = scope.spawn(move || {
            give(&mut |piece| {
                let (told, is_told) = bounded(1);
                in_order.send(is_told).map_err(|_| Gone)?;
                to_do.send((piece, told)).map_err(|_| Gone)
            })
        });
        let taken = take(&mut done.iter().map_while(|result| result.recv().ok()));
        drop(done);
        let given = giving.join().unwrap_or_else(|panic| resume_unwind(panic));
        (given, taken)
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_work_however_long_each_takes() {
        let (given, taken) = in_order(
            |give| (0..200_u64).try_for_each(&mut *give),
            |number| {
                thread::sleep(Duration::from_micros(number * 7 % 90));
                number * 2
            },
            |results| results.collect::<Vec<u64>>(),
        );
        assert_eq!(given, Ok(()));
        assert!(taken.into_iter().eq((0..200).map(|number| number * 2)));
    }

    #[test]
    fn a_taker_that_has_enough_stops_the_giver() {
        let (given, taken) = in_order(
            |give| (0..u64::MAX).try_for_each(&mut *give),
            |number| number,
            |results| results.take(10).count(),
        );
        assert_eq!((given, taken), (Err(Gone), 10));
    }

    #[test]
    fn a_giver_that_fails_ends_the_results() {
        let (given, taken) = in_order(
            |give| {
                give(1).map_err(|_| "gone")?;
                Err::<(), _>("no more")
            },
            |number: u64| number,
            |results| results.count(),
        );
        assert_eq!((given, taken), (Err("no more"), 1));
    }

    #[test]
    #[should_panic(expected = "scoped thread panicked")]
    fn a_panic_at_work_is_not_kept_back() {
        let _ = in_order(
            |give| (0..100_u64).try_for_each(&mut *give),
            |number| assert_ne!(number, 50),
            |results| results.count(),
        );
    }
}

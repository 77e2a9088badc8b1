//! What is worked out once in a build and wanted again: the letters of a mailing differ in a name.
//!
//! A memo saves time and changes nothing: what it answers equals what would be worked out anew, whichever thread came
//! first. What is seen once leaves a hash alone, so that a build of documents which share nothing keeps next to nothing.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hash};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Results by what they follow from, for any number of threads.
#[derive(Debug)]
pub(crate) struct Memo<K, V>(Mutex<Kept<K, V>>);

/// What is kept, parted by age: what was not wanted for long goes, so that a long build holds no more than a short one.
#[derive(Debug)]
struct Kept<K, V> {
    new: ByHash<K, V>,
    old: ByHash<K, V>,
    /// How many results there are in `new`.
    count: usize,
    /// With so many the new become the old, and those that were old go.
    most: usize,
}

/// Keys and results by the key's hash; an empty list stands for what was seen once.
type ByHash<K, V> = BTreeMap<u64, Vec<(K, Arc<V>)>>;

impl<K, V> Kept<K, V> {
    /// Where what has this hash is kept, among the new; `None` where nothing was seen of it.
    fn place(&mut self, hash: u64) -> Option<&mut Vec<(K, Arc<V>)>> {
        if let Some(again) = self.old.remove(&hash) {
            self.count += again.len();
            self.new.entry(hash).or_default().extend(again);
        }
        self.new.get_mut(&hash)
    }

    fn age(&mut self) {
        if self.count >= self.most {
            self.old = std::mem::take(&mut self.new);
            self.count = 0;
        }
    }
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self::of_last(usize::MAX)
    }
}

impl<K, V> Memo<K, V> {
    /// One that keeps at least so many of the results that were wanted last, and at most twice as many.
    pub(crate) fn of_last(most: usize) -> Self {
        Memo(Mutex::new(Kept {
            new: BTreeMap::new(),
            old: BTreeMap::new(),
            count: 0,
            most,
        }))
    }

    /// What `make` answers for `key`, from memory where it is there. `same` compares a key kept with this one; `own` is
    /// asked for the key when it is to be kept.
    ///
    /// # Errors
    /// Those of `make`; they are not kept.
    pub(crate) fn get<E>(
        &self,
        key: &impl Hash,
        same: impl Fn(&K) -> bool,
        own: impl FnOnce() -> K,
        make: impl FnOnce() -> Result<V, E>,
    ) -> Result<Arc<V>, E> {
        if let Some(value) = self.find(key, same) {
            return Ok(value);
        }
        let made = Arc::new(make()?);
        self.keep(key, own, &made);
        Ok(made)
    }

    /// What is kept for `key`; `same` compares a key kept with this one.
    pub(crate) fn find(&self, key: &impl Hash, same: impl Fn(&K) -> bool) -> Option<Arc<V>> {
        let hash = hashed(key);
        let mut kept = self.kept();
        let (_, value) = kept.place(hash)?.iter().find(|(k, _)| same(k))?;
        Some(Arc::clone(value))
    }

    /// Keeps what was made for `key`, if a key of the same hash was seen before; `own` is asked for the key then.
    pub(crate) fn keep(&self, key: &impl Hash, own: impl FnOnce() -> K, made: &Arc<V>) {
        let hash = hashed(key);
        let mut kept = self.kept();
        match kept.place(hash) {
            None => {
                kept.new.insert(hash, Vec::new());
            }
            Some(place) => {
                place.push((own(), Arc::clone(made)));
                kept.count += 1;
                kept.age();
            }
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept<K, V>> {
        // Nothing panics while it is held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hashed(key: &impl Hash) -> u64 {
    foldhash::fast::FixedState::default().hash_one(key)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::convert::Infallible;

    use super::*;

    fn length(memo: &Memo<String, usize>, word: &str, made: &Cell<usize>) -> usize {
        let make = || -> Result<usize, Infallible> {
            made.set(made.get() + 1);
            Ok(word.len())
        };
        let Ok(found) = memo.get(&word, |kept| kept == word, || word.to_owned(), make);
        *found
    }

    #[test]
    fn what_is_wanted_a_third_time_is_not_worked_out_again() {
        let (memo, made) = (Memo::default(), Cell::new(0));
        for _ in 0..4 {
            assert_eq!(length(&memo, "拝啓", &made), 6);
            assert_eq!(length(&memo, "敬具。", &made), 9);
        }
        assert_eq!(made.get(), 4, "each once to be seen and once to be kept");
    }

    #[test]
    fn what_was_not_wanted_for_long_is_worked_out_again() {
        let (memo, made) = (Memo::of_last(2), Cell::new(0));
        let ask = |words: &[&str]| {
            for word in words {
                length(&memo, word, &made);
            }
            made.get()
        };
        assert_eq!(ask(&["拝啓", "拝啓", "敬具", "敬具"]), 4);
        assert_eq!(ask(&["拝啓", "敬具"]), 4, "both are kept");
        assert_eq!(ask(&["a", "a", "b", "b", "c", "c", "d", "d"]), 12);
        assert_eq!(ask(&["c", "d"]), 12, "the last are kept");
        assert_eq!(ask(&["拝啓"]), 13);
    }

    #[test]
    fn a_fault_is_told_each_time() {
        let memo: Memo<u8, u8> = Memo::default();
        for _ in 0..3 {
            assert_eq!(memo.get(&1, |_| true, || 1, || Err("fault")), Err("fault"));
        }
    }
}

//! Which tasks belong to which shard.

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::Shard;

/// The tasks of a shard in increasing order, given the kinds of all tasks.
///
/// Sorted by kind, tasks are dealt in rounds: in each round every shard gets
/// one. The order of the shards is drawn anew for each round; with the same
/// order in all of them a shard could get the same model, or the same policy,
/// every time.
pub fn deal<K: Ord + Copy>(kinds: &[K], shard: Shard) -> Vec<usize> {
    let mut tasks: Vec<usize> = (0..kinds.len()).collect();
    if shard.of == 1 {
        return tasks;
    }
    tasks.sort_by_key(|&task| kinds[task]);
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let mut order: Vec<u32> = (1..=shard.of).collect();
    let mut own = Vec::with_capacity(tasks.len() / order.len() + 1);
    for round in tasks.chunks(order.len()) {
        order.shuffle(&mut rng);
        own.extend(round.iter().zip(&order).filter(|&(_, &number)| number == shard.number).map(|(&task, _)| task));
    }
    own.sort_unstable();
    own
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn shards(of: u32) -> impl Iterator<Item = Shard> {
        (1..=of).map(move |number| Shard { number, of })
    }

    proptest! {
        #[test]
        fn every_task_belongs_to_exactly_one_shard_and_each_kind_is_spread(
            kinds in vec(0_u8..4, 0..200),
            of in 1_u32..30,
        ) {
            let dealt: Vec<Vec<usize>> = shards(of).map(|shard| deal(&kinds, shard)).collect();
            let mut all: Vec<usize> = dealt.concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..kinds.len()).collect::<Vec<_>>());
            for kind in 0..4 {
                let counts = dealt.iter().map(|own| own.iter().filter(|&&task| kinds[task] == kind).count());
                let (least, most) = (counts.clone().min().unwrap(), counts.max().unwrap());
                prop_assert!(most - least <= 2, "{least} and {most} of kind {kind}");
            }
            let sizes = dealt.iter().map(Vec::len);
            prop_assert!(sizes.clone().max().unwrap() - sizes.min().unwrap() <= 1);
        }
    }

    /// With the same order in every round a shard would get all the even tasks.
    #[test]
    fn tasks_that_alternate_are_spread_as_well() {
        let kinds = [0; 400];
        for shard in shards(4) {
            let even = deal(&kinds, shard).iter().filter(|&&task| task % 2 == 0).count();
            assert!((30..=70).contains(&even), "shard {shard} has {even} of 200");
        }
    }

    #[test]
    fn the_division_stays_what_it_was() {
        let tasks: Vec<Vec<usize>> = shards(3).map(|shard| deal(&[1, 0, 1, 0, 1, 0, 1, 0], shard)).collect();
        assert_eq!(tasks, [vec![2, 3, 4], vec![5, 6, 7], vec![0, 1]]);
    }
}

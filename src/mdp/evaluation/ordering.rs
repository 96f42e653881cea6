//! In which order to eliminate the unknowns of a sparse system.

use std::collections::BTreeSet;

use super::sparse_integer::SparseIntegerMatrix;

/// A symmetric permutation of a matrix, and the pattern of its factors.
pub struct EliminationOrder {
    /// Unknown eliminated at each step.
    index_of_step: Vec<usize>,
    step_of_index: Vec<usize>,
    /// By step: earlier steps with an entry in its row of `L`, increasing.
    earlier: Vec<Vec<usize>>,
    /// By step: later steps with an entry in its row of `U`, increasing.
    later: Vec<Vec<usize>>,
}

impl EliminationOrder {
    /// Minimum degree: at each step eliminates the unknown with the fewest
    /// neighbours in the graph of `A + A'`, and makes those a clique (the
    /// fill-in). Ties go to the smallest index.
    pub fn minimum_degree(matrix: &SparseIntegerMatrix) -> Self {
        let size = matrix.size();
        let mut neighbours = vec![BTreeSet::new(); size];
        for (row, entries) in matrix.rows().iter().enumerate() {
            for &(column, _) in entries.iter().filter(|(column, _)| *column != row) {
                neighbours[row].insert(column);
                neighbours[column].insert(row);
            }
        }
        let mut queue: BTreeSet<(usize, usize)> = (0..size).map(|index| (neighbours[index].len(), index)).collect();
        let mut index_of_step = Vec::with_capacity(size);
        let mut step_of_index = vec![0; size];
        let mut cliques = Vec::with_capacity(size);
        while let Some((degree, index)) = queue.pop_first() {
            if degree == queue.len() {
                // The rest is one clique: any order is as good.
                let rest: Vec<usize> = std::iter::once(index).chain(queue.iter().map(|&(_, other)| other)).collect();
                for (position, &member) in rest.iter().enumerate() {
                    step_of_index[member] = index_of_step.len();
                    index_of_step.push(member);
                    cliques.push(rest[position + 1..].to_vec());
                }
                break;
            }
            step_of_index[index] = index_of_step.len();
            index_of_step.push(index);
            let clique: Vec<usize> = std::mem::take(&mut neighbours[index]).into_iter().collect();
            for &member in &clique {
                queue.remove(&(neighbours[member].len(), member));
                neighbours[member].remove(&index);
                neighbours[member].extend(clique.iter().copied().filter(|&other| other != member));
                queue.insert((neighbours[member].len(), member));
            }
            cliques.push(clique);
        }
        let mut earlier = vec![Vec::new(); size];
        let mut later = Vec::with_capacity(size);
        for (step, clique) in cliques.into_iter().enumerate() {
            let mut steps: Vec<usize> = clique.into_iter().map(|index| step_of_index[index]).collect();
            steps.sort_unstable();
            for &other in &steps {
                earlier[other].push(step);
            }
            later.push(steps);
        }
        EliminationOrder { index_of_step, step_of_index, earlier, later }
    }

    /// The unknown eliminated at a step.
    pub fn index(&self, step: usize) -> usize {
        self.index_of_step[step]
    }

    /// The step at which an unknown is eliminated.
    pub fn step(&self, index: usize) -> usize {
        self.step_of_index[index]
    }

    /// Earlier steps that touch the row of a step.
    pub fn earlier(&self, step: usize) -> &[usize] {
        &self.earlier[step]
    }

    /// Later steps in the row of a step.
    pub fn later(&self, step: usize) -> &[usize] {
        &self.later[step]
    }
}

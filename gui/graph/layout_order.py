"""The order in the columns: as few crossings as can be found.

Sweeps that order each column by the mean place of its neighbours (K. Sugiyama, S. Tagawa, M. Toda, *Methods for
visual understanding of hierarchical system structures*, 1981), with exchanges of neighbours in between (E. Gansner
et al., *A technique for drawing directed graphs*, 1993). The best order on the way is kept.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from gui.graph.layout_layers import Items, Layers

_SWEEPS, _PATIENCE = 16, 4
"""How many sweeps there are at most, and how many without success."""
_FEW = 260
"""Up to so many items neighbours are exchanged, too, and several first orders are tried."""
_STARTS = 6

Neighbours = list[list[int]]


def ordered(layers: Layers) -> Items:
    """Place of every item in its column, from 0 at the top, shape (items,)."""
    search = _Search(layers)
    return search.best()


def count_crossings(layers: Layers, places: Items) -> int:
    """How many pairs of pieces cross; those that share an end don't."""
    if len(layers.starts) < 2:
        return 0
    widest = int(places.max()) + 1
    columns = layers.columns[layers.starts]
    starts, ends = places[layers.starts], places[layers.ends]
    sequence = np.lexsort((ends, starts, columns))
    return _inversions((columns * widest + ends)[sequence])


def _inversions(values: Items) -> int:
    """Pairs in which the larger value comes first: bit by bit, among those that agree in all higher bits."""
    total = 0
    for bit in range(int(values.max()).bit_length()):
        groups = values >> (bit + 1)
        sequence = np.argsort(groups, kind="stable")
        groups, ones = groups[sequence], (values[sequence] >> bit) & 1
        before = np.cumsum(ones)
        begins = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
        earlier = np.repeat(np.r_[0, before][begins], np.diff(np.r_[begins, len(groups)]))
        total += int((before - earlier)[ones == 0].sum())
    return total


class _Search:
    """Looks for a good order of one graph."""

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        count = len(layers.kinds)
        self._is_small = count <= _FEW
        self._size = int(layers.columns.max()) + 1 if count else 0
        self._members = [np.flatnonzero(layers.columns == column) for column in range(self._size)]
        self._local = np.zeros(count, dtype=np.intp)
        for members in self._members:
            self._local[members] = np.arange(len(members))
        between = layers.columns[layers.starts]
        self._pieces = [(layers.starts[between == column], layers.ends[between == column])
                        for column in range(self._size)]
        self._left: Neighbours = [[] for _ in range(count)]
        self._right: Neighbours = [[] for _ in range(count)]
        for start, end in zip(layers.starts.tolist(), layers.ends.tolist(), strict=True):
            self._left[end].append(start)
            self._right[start].append(end)

    def best(self) -> Items:
        """The order with the fewest crossings; among several, that which is nearest to the order of the text."""
        found = self._first()
        if self._is_small:
            found = self._exchanged(found)
        fewest, found = self._judged(found)
        generator = np.random.default_rng(0)
        for start in range(_STARTS if self._is_small else 1):
            if fewest[0] == 0:
                break
            places = self._first() if start == 0 else self._shuffled(generator)
            fruitless = 0
            for sweep in range(_SWEEPS):
                if fruitless == _PATIENCE:
                    break
                places = self._swept(places, rightwards=sweep % 2 == 0, both=sweep % 4 > 1)
                if self._is_small:
                    places = self._exchanged(places)
                judged, upright = self._judged(places)
                fruitless += 1
                if judged < fewest:
                    fewest, found, fruitless = judged, upright, 0
        return found

    def _judged(self, places: Items) -> tuple[tuple[int, int], Items]:
        """Crossings, and how far an order is from that of the text; of the order or its mirror image, the nearer."""
        above, place = 0, places.tolist()
        for arguments in self._left:
            above += sum(1 if place[one] < place[other] else -1 for one, other in pairwise(arguments))
        for members in self._members:
            # members are in the order of the text
            above += int(np.sign(np.diff(places[members])).sum())
        crossings = count_crossings(self._layers, places)
        if above >= 0:
            return (crossings, -above), places
        lasts = np.array([len(members) - 1 for members in self._members])
        return (crossings, above), lasts[self._layers.columns] - places

    def _first(self) -> Items:
        """Depth first from the output, arguments in their order: a tree has no crossings then."""
        places = np.zeros(len(self._left), dtype=np.intp)
        filled = [0] * self._size
        seen = [False] * len(self._left)
        for root in reversed(range(len(self._left))):
            if self._right[root] or seen[root]:
                continue
            stack = [root]
            while stack:
                item = stack.pop()
                if seen[item]:
                    continue
                seen[item] = True
                column = int(self._layers.columns[item])
                places[item] = filled[column]
                filled[column] += 1
                stack.extend(reversed(self._left[item]))
        return places

    def _shuffled(self, generator: np.random.Generator) -> Items:
        places = np.zeros(len(self._left), dtype=np.intp)
        for members in self._members:
            places[members] = generator.permutation(len(members))
        return places

    def _swept(self, places: Items, *, rightwards: bool, both: bool) -> Items:
        """Each column by the mean place of its neighbours in the columns that the sweep comes from, or in both."""
        places = places.copy()
        sizes = [max(len(members), 1) for members in self._members]
        for column in (range(self._size) if rightwards else reversed(range(self._size))):
            members = self._members[column]
            sums, counts = np.zeros(len(members)), np.zeros(len(members))
            if column > 0 and (rightwards or both):
                starts, ends = self._pieces[column - 1]
                sums += np.bincount(self._local[ends], (places[starts] + 0.5) / sizes[column - 1], len(members))
                counts += np.bincount(self._local[ends], minlength=len(members))
            if column < self._size - 1 and (not rightwards or both):
                starts, ends = self._pieces[column]
                sums += np.bincount(self._local[starts], (places[ends] + 0.5) / sizes[column + 1], len(members))
                counts += np.bincount(self._local[starts], minlength=len(members))
            own = (places[members] + 0.5) / sizes[column]
            wished = np.where(counts > 0, sums / np.maximum(counts, 1.0), own)
            places[members[np.lexsort((places[members], wished))]] = np.arange(len(members))
        return places

    def _exchanged(self, places: Items) -> Items:
        """Neighbours change places as long as that saves crossings."""
        place = places.tolist()
        columns = [sorted(members.tolist(), key=place.__getitem__) for members in self._members]
        for _ in range(len(place)):
            saved = 0
            for column in columns:
                for upper in range(len(column) - 1):
                    first, second = column[upper], column[upper + 1]
                    gain = self._cost(place, first, second) - self._cost(place, second, first)
                    if gain > 0:
                        column[upper], column[upper + 1] = second, first
                        place[first], place[second] = place[second], place[first]
                        saved += gain
            if not saved:
                break
        return np.array(place, dtype=np.intp)

    def _cost(self, place: list[int], upper: int, lower: int) -> int:
        """Crossings between the pieces of two items if the one stands above the other."""
        return sum(place[above] > place[below] for side in (self._left, self._right)
                   for above in side[upper] for below in side[lower])

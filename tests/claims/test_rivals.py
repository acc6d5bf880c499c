"""What a pair's rivals say: others in the sentence, elsewhere, and next to it."""

import math

import pytest

from evidencekit.claims.rivals import rival_features

EVEN, SURE, NO = 0.0, 4.0, math.log(0.01)


def features(*rows: dict[int, float]) -> list[dict[int, list[float]]]:
    found = rival_features(rows)
    return [
        dict(zip(row, pairs, strict=True))
        for row, pairs in zip(rows, found, strict=True)
    ]


def test_a_lone_pair_has_no_rivals() -> None:
    [[pair]] = rival_features([{3: EVEN}])

    assert pair[:3] == [EVEN, 0.5, pytest.approx(math.log(0.51))]
    assert pair[3:] == pytest.approx([NO] * 8)


def test_another_reference_of_the_sentence_is_seen() -> None:
    [pairs] = features({0: EVEN, 7: SURE})

    assert pairs[0][3] > pairs[7][3] > NO
    assert pairs[0][4:] == pytest.approx([NO] * 7)


def test_another_place_of_the_reference_is_seen_near_and_before() -> None:
    first, _, third = features({2: SURE}, {}, {2: EVEN})

    elsewhere, before, near = 4, 7, 8
    assert third[2][elsewhere] > first[2][elsewhere] > NO
    assert third[2][before] > NO
    assert first[2][before] == pytest.approx(NO)
    assert third[2][near] > NO
    assert first[2][near] > NO


def test_neighbours_in_the_list_are_seen_beside_and_in_the_next_sentence() -> None:
    first, second = features({4: EVEN, 5: SURE}, {6: SURE, 5: EVEN})

    listed_before, listed_after, led_to, leads_on = 5, 6, 9, 10
    assert first[5][listed_before] > NO
    assert first[4][listed_after] > NO
    assert second[6][led_to] > NO
    assert second[5][led_to] > NO
    assert first[5][leads_on] > NO
    assert first[4][leads_on] > NO
    assert second[6][leads_on] == pytest.approx(NO)


@pytest.mark.parametrize("logit", [-1e9, 1e9])
def test_any_odds_are_taken(logit: float) -> None:
    [[pair]] = rival_features([{0: logit}])

    assert all(map(math.isfinite, pair))

package dev.kycplatform.worker.parking;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.worker.lookup.AuthorityAccess;
import dev.kycplatform.worker.lookup.AuthoritySlots;
import dev.kycplatform.worker.lookup.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose parked jobs are tried next: round and round over the partners of each authority, as many as there are
 * slots for. Slots are taken first, so that nothing is claimed that would have to be put back. Knows which
 * queues have something ready from the last look at the table, and from what this instance parks.
 */
@ApplicationScoped
class DrainTurns {
    /** When so many partners in a row find no slot, the authority has none, or none but for others. */
    private static final int REFUSALS = 64;

    private final AuthoritySlots slots;
    private final AuthorityAccess access;

    /** In the order of their turns. */
    private final Map<String, LinkedHashSet<PartnerId>> ready = new HashMap<>();

    DrainTurns(AuthoritySlots slots, AuthorityAccess access) {
        this.slots = slots;
        this.access = access;
    }

    /** Has something ready; known already or not. */
    synchronized void add(Queue queue) {
        ready.computeIfAbsent(queue.authority(), _ -> new LinkedHashSet<>()).add(queue.partner());
    }

    /** These have something ready and no others. Who stands where stays as it is. */
    synchronized void replace(List<Queue> queues) {
        Map<String, Set<PartnerId>> found =
                queues.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Queue::authority,
                                        Collectors.mapping(
                                                Queue::partner,
                                                Collectors.toCollection(LinkedHashSet::new))));
        ready.keySet().retainAll(found.keySet());
        found.forEach(
                (authority, partners) -> {
                    var inOrder = ready.computeIfAbsent(authority, _ -> new LinkedHashSet<>());
                    inOrder.retainAll(partners);
                    inOrder.addAll(partners);
                });
    }

    /** Has nothing ready any more. */
    synchronized void remove(Queue queue) {
        var partners = ready.get(queue.authority());
        if (partners != null) {
            partners.remove(queue.partner());
            if (partners.isEmpty()) {
                ready.remove(queue.authority());
            }
        }
    }

    /**
     * The slots to be used now, each with the queue whose job gets it; the caller closes them.
     *
     * @param most in all
     */
    synchronized Map<Queue, Deque<AuthoritySlots.Slot>> take(int most) {
        var taken = new LinkedHashMap<Queue, Deque<AuthoritySlots.Slot>>();
        var left = most;
        var asked = new ArrayList<String>();
        for (var authority : List.copyOf(ready.keySet())) {
            switch (access.extent(authority)) {
                case ALL -> asked.add(authority);
                case ONE -> left -= take(authority, Math.min(1, left), taken);
                case NONE -> {}
            }
        }
        // Each its share first; then what some could not take goes to the others.
        for (var isSecond : new boolean[] {false, true}) {
            var authorities = asked.size();
            for (var authority : asked) {
                var share = isSecond ? left : Math.ceilDiv(left, authorities--);
                left -= take(authority, share, taken);
            }
        }
        return taken;
    }

    private int take(String authority, int most, Map<Queue, Deque<AuthoritySlots.Slot>> taken) {
        var partners = ready.getOrDefault(authority, new LinkedHashSet<>());
        var count = 0;
        var refused = 0;
        while (count < most && refused < Math.min(REFUSALS, partners.size())) {
            var partner = partners.removeFirst();
            partners.addLast(partner);
            Optional<AuthoritySlots.Slot> slot = slots.tryTake(authority, partner, Turn.PARKED);
            if (slot.isPresent()) {
                taken.computeIfAbsent(new Queue(authority, partner), _ -> new ArrayDeque<>())
                        .add(slot.get());
                count++;
                refused = 0;
            } else {
                refused++;
            }
        }
        return count;
    }

    /** Those whose authority is asked by nobody at present, so many at most. */
    synchronized List<Queue> closed(int most) {
        var closed = new ArrayList<Queue>();
        ready.forEach(
                (authority, partners) -> {
                    if (access.extent(authority) == AuthorityAccess.Extent.NONE) {
                        for (int i = 0; i < partners.size() && closed.size() < most; i++) {
                            var partner = partners.removeFirst();
                            partners.addLast(partner);
                            closed.add(new Queue(authority, partner));
                        }
                    }
                });
        return closed;
    }
}

package dev.fairlead.websocket.connection;

/** Sends in order, linked through themselves: an idle connection pays for two references. Not thread-safe. */
final class SendList {
    private AsyncSend head;
    private AsyncSend tail;

    boolean isEmpty() {
        return head == null;
    }

    AsyncSend first() {
        return head;
    }

    void add(AsyncSend send) {
        send.next = null;
        if (head == null) {
            head = send;
        } else {
            tail.next = send;
        }
        tail = send;
    }

    AsyncSend poll() {
        AsyncSend first = head;
        if (first != null) {
            head = first.next;
            first.next = null;
            if (head == null) {
                tail = null;
            }
        }
        return first;
    }

    /** Takes one out wherever it is. */
    boolean remove(AsyncSend send) {
        AsyncSend before = null;
        for (AsyncSend at = head; at != null; before = at, at = at.next) {
            if (at == send) {
                if (before == null) {
                    head = at.next;
                } else {
                    before.next = at.next;
                }
                if (tail == at) {
                    tail = before;
                }
                at.next = null;
                return true;
            }
        }
        return false;
    }
}

package dev.interlude.notifier.backplane;

class MemoryBackplaneTest extends BackplaneContract {

    @Override
    Backplane open() {
        return new MemoryBackplane();
    }
}

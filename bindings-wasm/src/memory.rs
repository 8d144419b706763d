//! The allocator: the memory grows in steps that grow with it.
//!
//! Each growth makes a new buffer for JavaScript, and V8 collects garbage for the old one. For a
//! memory of two gigabytes that grows by one page of 64 KiB at a time, this takes longer than all
//! checks together.

use core::alloc::Layout;
use core::arch::wasm32::{memory_grow, memory_size};
use core::ptr::NonNull;

use talc::base::Talc;
use talc::base::binning::Binning;
use talc::cell::TalcSyncCell;
use talc::source::Source;
use talc::wasm::WasmBinning;

#[global_allocator]
static ALLOCATOR: TalcSyncCell<Growing, WasmBinning> =
    TalcSyncCell::new_wasm(Growing { end: None });

/// Bytes of a page of WebAssembly.
const PAGE: usize = 64 * 1024;
/// The memory grows by at least its size divided by this.
const STEP: usize = 8;

/// Takes memory from WebAssembly, in one heap as long as nothing else grows the memory.
#[derive(Debug)]
struct Growing {
    end: Option<NonNull<u8>>,
}

// SAFETY: nothing in it allocates.
unsafe impl Source for Growing {
    fn acquire<B: Binning>(talc: &mut Talc<Self, B>, layout: Layout) -> Result<(), ()> {
        // One more page for the allocator's own data next to an allocation and at the start of a
        // heap.
        let needed = (layout.size() + layout.align()).div_ceil(PAGE) + 1;
        let step = memory_size::<0>() / STEP;
        let (base, pages) = grow(needed.max(step)).or_else(|| grow(needed)).ok_or(())?;
        let start = (base * PAGE) as *mut u8;
        let end = start.wrapping_add(pages * PAGE);
        // SAFETY: the pages are new, so that nothing else uses them; they follow the heap that is extended.
        talc.source.end = unsafe {
            match talc.source.end.take() {
                Some(old) if old.as_ptr() == start => Some(talc.extend(old, end)),
                _ => talc.claim(start, pages * PAGE),
            }
        };
        talc.source.end.map(|_| ()).ok_or(())
    }
}

/// Grows the memory; returns the first new page and the number of new pages, or `None` if the limit
/// would be exceeded.
fn grow(pages: usize) -> Option<(usize, usize)> {
    let base = memory_grow::<0>(pages);
    (base != usize::MAX).then_some((base, pages))
}

//! asepsis as a WebAssembly module without a host: `cargo dev test wasm` shows that it imports
//! nothing, and that it answers with the same bytes as the native library.
//!
//! Inputs come framed: for each a little-endian `u32` with the length of the name, the name, a
//! `u32` with the length of the content, the content.
#![cfg(target_arch = "wasm32")]

use asepsis::{Checker, Input};

/// Memory for the inputs, to be given to [`check`].
#[unsafe(no_mangle)]
pub extern "C" fn allocate(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Checks the framed inputs and frees their memory. The result has the address of the report's JSON in
/// its upper half and the length in its lower half; [`release`] frees it.
///
/// # Safety
/// The memory is of [`allocate`], with the same length, and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn check(framed: *mut u8, length: usize) -> u64 {
    // SAFETY: the caller's promise.
    let framed = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(framed, length)) };
    let json = Checker::default().check(inputs(&framed)).to_json().into_bytes().into_boxed_slice();
    let length = json.len() as u64;
    let address = Box::into_raw(json).cast::<u8>() as usize as u64;
    address << 32 | length
}

/// Frees the memory of a result.
///
/// # Safety
/// Address and length are of one answer of [`check`], which is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn release(address: *mut u8, length: usize) {
    // SAFETY: the caller's promise.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(address, length)) });
}

/// The inputs of a frame; one that is cut off ends them.
fn inputs(mut framed: &[u8]) -> Vec<Input> {
    let mut inputs = Vec::new();
    while let (Some(name), Some(content)) = (part(&mut framed), part(&mut framed)) {
        inputs.push(Input::text(String::from_utf8_lossy(name), content));
    }
    inputs
}

fn part<'f>(framed: &mut &'f [u8]) -> Option<&'f [u8]> {
    let (length, rest) = framed.split_first_chunk::<4>()?;
    let (part, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *framed = rest;
    Some(part)
}

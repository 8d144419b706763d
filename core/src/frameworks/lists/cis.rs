//! Written by `cargo dev sync` from `core/frameworks/cis-kubernetes.yaml`.

use crate::frameworks::control::{Control, Written, controls};
use crate::frameworks::framework::Header;

pub(in crate::frameworks) const HEADER: Header = Header {
    id: "cis-kubernetes",
    title: "CIS Kubernetes Benchmark v1.12",
    version: "1.12",
    technology: Some("Kubernetes"),
    is_proposed: false,
    profile: None,
};

#[rustfmt::skip]
controls! {
    /// CIS Kubernetes Benchmark v1.12.
    Cis {
        /// `1.1.1`: item 1.1.1 of the CIS Kubernetes Benchmark v1.12.
        I1_1_1 = Written { framework: "cis-kubernetes", id: "1.1.1", title: "item 1.1.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.2`: item 1.1.2 of the CIS Kubernetes Benchmark v1.12.
        I1_1_2 = Written { framework: "cis-kubernetes", id: "1.1.2", title: "item 1.1.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.3`: item 1.1.3 of the CIS Kubernetes Benchmark v1.12.
        I1_1_3 = Written { framework: "cis-kubernetes", id: "1.1.3", title: "item 1.1.3 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.4`: item 1.1.4 of the CIS Kubernetes Benchmark v1.12.
        I1_1_4 = Written { framework: "cis-kubernetes", id: "1.1.4", title: "item 1.1.4 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.5`: item 1.1.5 of the CIS Kubernetes Benchmark v1.12.
        I1_1_5 = Written { framework: "cis-kubernetes", id: "1.1.5", title: "item 1.1.5 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.6`: item 1.1.6 of the CIS Kubernetes Benchmark v1.12.
        I1_1_6 = Written { framework: "cis-kubernetes", id: "1.1.6", title: "item 1.1.6 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.7`: item 1.1.7 of the CIS Kubernetes Benchmark v1.12.
        I1_1_7 = Written { framework: "cis-kubernetes", id: "1.1.7", title: "item 1.1.7 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.8`: item 1.1.8 of the CIS Kubernetes Benchmark v1.12.
        I1_1_8 = Written { framework: "cis-kubernetes", id: "1.1.8", title: "item 1.1.8 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.9`: item 1.1.9 of the CIS Kubernetes Benchmark v1.12.
        I1_1_9 = Written { framework: "cis-kubernetes", id: "1.1.9", title: "item 1.1.9 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.10`: item 1.1.10 of the CIS Kubernetes Benchmark v1.12.
        I1_1_10 = Written { framework: "cis-kubernetes", id: "1.1.10", title: "item 1.1.10 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.11`: item 1.1.11 of the CIS Kubernetes Benchmark v1.12.
        I1_1_11 = Written { framework: "cis-kubernetes", id: "1.1.11", title: "item 1.1.11 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.12`: item 1.1.12 of the CIS Kubernetes Benchmark v1.12.
        I1_1_12 = Written { framework: "cis-kubernetes", id: "1.1.12", title: "item 1.1.12 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.13`: item 1.1.13 of the CIS Kubernetes Benchmark v1.12.
        I1_1_13 = Written { framework: "cis-kubernetes", id: "1.1.13", title: "item 1.1.13 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.14`: item 1.1.14 of the CIS Kubernetes Benchmark v1.12.
        I1_1_14 = Written { framework: "cis-kubernetes", id: "1.1.14", title: "item 1.1.14 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.15`: item 1.1.15 of the CIS Kubernetes Benchmark v1.12.
        I1_1_15 = Written { framework: "cis-kubernetes", id: "1.1.15", title: "item 1.1.15 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.16`: item 1.1.16 of the CIS Kubernetes Benchmark v1.12.
        I1_1_16 = Written { framework: "cis-kubernetes", id: "1.1.16", title: "item 1.1.16 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.17`: item 1.1.17 of the CIS Kubernetes Benchmark v1.12.
        I1_1_17 = Written { framework: "cis-kubernetes", id: "1.1.17", title: "item 1.1.17 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.18`: item 1.1.18 of the CIS Kubernetes Benchmark v1.12.
        I1_1_18 = Written { framework: "cis-kubernetes", id: "1.1.18", title: "item 1.1.18 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.19`: item 1.1.19 of the CIS Kubernetes Benchmark v1.12.
        I1_1_19 = Written { framework: "cis-kubernetes", id: "1.1.19", title: "item 1.1.19 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.20`: item 1.1.20 of the CIS Kubernetes Benchmark v1.12.
        I1_1_20 = Written { framework: "cis-kubernetes", id: "1.1.20", title: "item 1.1.20 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.1.21`: item 1.1.21 of the CIS Kubernetes Benchmark v1.12.
        I1_1_21 = Written { framework: "cis-kubernetes", id: "1.1.21", title: "item 1.1.21 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.1`: item 1.2.1 of the CIS Kubernetes Benchmark v1.12.
        I1_2_1 = Written { framework: "cis-kubernetes", id: "1.2.1", title: "item 1.2.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.2`: item 1.2.2 of the CIS Kubernetes Benchmark v1.12.
        I1_2_2 = Written { framework: "cis-kubernetes", id: "1.2.2", title: "item 1.2.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.3`: item 1.2.3 of the CIS Kubernetes Benchmark v1.12.
        I1_2_3 = Written { framework: "cis-kubernetes", id: "1.2.3", title: "item 1.2.3 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.4`: item 1.2.4 of the CIS Kubernetes Benchmark v1.12.
        I1_2_4 = Written { framework: "cis-kubernetes", id: "1.2.4", title: "item 1.2.4 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.5`: item 1.2.5 of the CIS Kubernetes Benchmark v1.12.
        I1_2_5 = Written { framework: "cis-kubernetes", id: "1.2.5", title: "item 1.2.5 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.6`: item 1.2.6 of the CIS Kubernetes Benchmark v1.12.
        I1_2_6 = Written { framework: "cis-kubernetes", id: "1.2.6", title: "item 1.2.6 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.7`: item 1.2.7 of the CIS Kubernetes Benchmark v1.12.
        I1_2_7 = Written { framework: "cis-kubernetes", id: "1.2.7", title: "item 1.2.7 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.8`: item 1.2.8 of the CIS Kubernetes Benchmark v1.12.
        I1_2_8 = Written { framework: "cis-kubernetes", id: "1.2.8", title: "item 1.2.8 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.9`: item 1.2.9 of the CIS Kubernetes Benchmark v1.12.
        I1_2_9 = Written { framework: "cis-kubernetes", id: "1.2.9", title: "item 1.2.9 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.10`: item 1.2.10 of the CIS Kubernetes Benchmark v1.12.
        I1_2_10 = Written { framework: "cis-kubernetes", id: "1.2.10", title: "item 1.2.10 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.11`: item 1.2.11 of the CIS Kubernetes Benchmark v1.12.
        I1_2_11 = Written { framework: "cis-kubernetes", id: "1.2.11", title: "item 1.2.11 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.12`: item 1.2.12 of the CIS Kubernetes Benchmark v1.12.
        I1_2_12 = Written { framework: "cis-kubernetes", id: "1.2.12", title: "item 1.2.12 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.13`: item 1.2.13 of the CIS Kubernetes Benchmark v1.12.
        I1_2_13 = Written { framework: "cis-kubernetes", id: "1.2.13", title: "item 1.2.13 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.14`: item 1.2.14 of the CIS Kubernetes Benchmark v1.12.
        I1_2_14 = Written { framework: "cis-kubernetes", id: "1.2.14", title: "item 1.2.14 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.15`: item 1.2.15 of the CIS Kubernetes Benchmark v1.12.
        I1_2_15 = Written { framework: "cis-kubernetes", id: "1.2.15", title: "item 1.2.15 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.16`: item 1.2.16 of the CIS Kubernetes Benchmark v1.12.
        I1_2_16 = Written { framework: "cis-kubernetes", id: "1.2.16", title: "item 1.2.16 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.17`: item 1.2.17 of the CIS Kubernetes Benchmark v1.12.
        I1_2_17 = Written { framework: "cis-kubernetes", id: "1.2.17", title: "item 1.2.17 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.18`: item 1.2.18 of the CIS Kubernetes Benchmark v1.12.
        I1_2_18 = Written { framework: "cis-kubernetes", id: "1.2.18", title: "item 1.2.18 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.19`: item 1.2.19 of the CIS Kubernetes Benchmark v1.12.
        I1_2_19 = Written { framework: "cis-kubernetes", id: "1.2.19", title: "item 1.2.19 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.20`: item 1.2.20 of the CIS Kubernetes Benchmark v1.12.
        I1_2_20 = Written { framework: "cis-kubernetes", id: "1.2.20", title: "item 1.2.20 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.21`: item 1.2.21 of the CIS Kubernetes Benchmark v1.12.
        I1_2_21 = Written { framework: "cis-kubernetes", id: "1.2.21", title: "item 1.2.21 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.22`: item 1.2.22 of the CIS Kubernetes Benchmark v1.12.
        I1_2_22 = Written { framework: "cis-kubernetes", id: "1.2.22", title: "item 1.2.22 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.23`: item 1.2.23 of the CIS Kubernetes Benchmark v1.12.
        I1_2_23 = Written { framework: "cis-kubernetes", id: "1.2.23", title: "item 1.2.23 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.24`: item 1.2.24 of the CIS Kubernetes Benchmark v1.12.
        I1_2_24 = Written { framework: "cis-kubernetes", id: "1.2.24", title: "item 1.2.24 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.25`: item 1.2.25 of the CIS Kubernetes Benchmark v1.12.
        I1_2_25 = Written { framework: "cis-kubernetes", id: "1.2.25", title: "item 1.2.25 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.26`: item 1.2.26 of the CIS Kubernetes Benchmark v1.12.
        I1_2_26 = Written { framework: "cis-kubernetes", id: "1.2.26", title: "item 1.2.26 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.27`: item 1.2.27 of the CIS Kubernetes Benchmark v1.12.
        I1_2_27 = Written { framework: "cis-kubernetes", id: "1.2.27", title: "item 1.2.27 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.28`: item 1.2.28 of the CIS Kubernetes Benchmark v1.12.
        I1_2_28 = Written { framework: "cis-kubernetes", id: "1.2.28", title: "item 1.2.28 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.29`: item 1.2.29 of the CIS Kubernetes Benchmark v1.12.
        I1_2_29 = Written { framework: "cis-kubernetes", id: "1.2.29", title: "item 1.2.29 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.2.30`: item 1.2.30 of the CIS Kubernetes Benchmark v1.12.
        I1_2_30 = Written { framework: "cis-kubernetes", id: "1.2.30", title: "item 1.2.30 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.3.1`: item 1.3.1 of the CIS Kubernetes Benchmark v1.12.
        I1_3_1 = Written { framework: "cis-kubernetes", id: "1.3.1", title: "item 1.3.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.3.2`: item 1.3.2 of the CIS Kubernetes Benchmark v1.12.
        I1_3_2 = Written { framework: "cis-kubernetes", id: "1.3.2", title: "item 1.3.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.3.3`: item 1.3.3 of the CIS Kubernetes Benchmark v1.12.
        I1_3_3 = Written { framework: "cis-kubernetes", id: "1.3.3", title: "item 1.3.3 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.3.4`: item 1.3.4 of the CIS Kubernetes Benchmark v1.12.
        I1_3_4 = Written { framework: "cis-kubernetes", id: "1.3.4", title: "item 1.3.4 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.3.5`: item 1.3.5 of the CIS Kubernetes Benchmark v1.12.
        I1_3_5 = Written { framework: "cis-kubernetes", id: "1.3.5", title: "item 1.3.5 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.3.6`: item 1.3.6 of the CIS Kubernetes Benchmark v1.12.
        I1_3_6 = Written { framework: "cis-kubernetes", id: "1.3.6", title: "item 1.3.6 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.3.7`: item 1.3.7 of the CIS Kubernetes Benchmark v1.12.
        I1_3_7 = Written { framework: "cis-kubernetes", id: "1.3.7", title: "item 1.3.7 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.4.1`: item 1.4.1 of the CIS Kubernetes Benchmark v1.12.
        I1_4_1 = Written { framework: "cis-kubernetes", id: "1.4.1", title: "item 1.4.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `1.4.2`: item 1.4.2 of the CIS Kubernetes Benchmark v1.12.
        I1_4_2 = Written { framework: "cis-kubernetes", id: "1.4.2", title: "item 1.4.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `2.1`: item 2.1 of the CIS Kubernetes Benchmark v1.12.
        I2_1 = Written { framework: "cis-kubernetes", id: "2.1", title: "item 2.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `2.2`: item 2.2 of the CIS Kubernetes Benchmark v1.12.
        I2_2 = Written { framework: "cis-kubernetes", id: "2.2", title: "item 2.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `2.3`: item 2.3 of the CIS Kubernetes Benchmark v1.12.
        I2_3 = Written { framework: "cis-kubernetes", id: "2.3", title: "item 2.3 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `2.4`: item 2.4 of the CIS Kubernetes Benchmark v1.12.
        I2_4 = Written { framework: "cis-kubernetes", id: "2.4", title: "item 2.4 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `2.5`: item 2.5 of the CIS Kubernetes Benchmark v1.12.
        I2_5 = Written { framework: "cis-kubernetes", id: "2.5", title: "item 2.5 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `2.6`: item 2.6 of the CIS Kubernetes Benchmark v1.12.
        I2_6 = Written { framework: "cis-kubernetes", id: "2.6", title: "item 2.6 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `2.7`: item 2.7 of the CIS Kubernetes Benchmark v1.12.
        I2_7 = Written { framework: "cis-kubernetes", id: "2.7", title: "item 2.7 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `3.1.1`: item 3.1.1 of the CIS Kubernetes Benchmark v1.12.
        I3_1_1 = Written { framework: "cis-kubernetes", id: "3.1.1", title: "item 3.1.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `3.1.2`: item 3.1.2 of the CIS Kubernetes Benchmark v1.12.
        I3_1_2 = Written { framework: "cis-kubernetes", id: "3.1.2", title: "item 3.1.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `3.1.3`: item 3.1.3 of the CIS Kubernetes Benchmark v1.12.
        I3_1_3 = Written { framework: "cis-kubernetes", id: "3.1.3", title: "item 3.1.3 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `3.2.1`: item 3.2.1 of the CIS Kubernetes Benchmark v1.12.
        I3_2_1 = Written { framework: "cis-kubernetes", id: "3.2.1", title: "item 3.2.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `3.2.2`: item 3.2.2 of the CIS Kubernetes Benchmark v1.12.
        I3_2_2 = Written { framework: "cis-kubernetes", id: "3.2.2", title: "item 3.2.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.1.1`: item 4.1.1 of the CIS Kubernetes Benchmark v1.12.
        I4_1_1 = Written { framework: "cis-kubernetes", id: "4.1.1", title: "item 4.1.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.1.2`: item 4.1.2 of the CIS Kubernetes Benchmark v1.12.
        I4_1_2 = Written { framework: "cis-kubernetes", id: "4.1.2", title: "item 4.1.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.1.3`: item 4.1.3 of the CIS Kubernetes Benchmark v1.12.
        I4_1_3 = Written { framework: "cis-kubernetes", id: "4.1.3", title: "item 4.1.3 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.1.4`: item 4.1.4 of the CIS Kubernetes Benchmark v1.12.
        I4_1_4 = Written { framework: "cis-kubernetes", id: "4.1.4", title: "item 4.1.4 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.1.5`: item 4.1.5 of the CIS Kubernetes Benchmark v1.12.
        I4_1_5 = Written { framework: "cis-kubernetes", id: "4.1.5", title: "item 4.1.5 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.1.6`: item 4.1.6 of the CIS Kubernetes Benchmark v1.12.
        I4_1_6 = Written { framework: "cis-kubernetes", id: "4.1.6", title: "item 4.1.6 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.1.7`: item 4.1.7 of the CIS Kubernetes Benchmark v1.12.
        I4_1_7 = Written { framework: "cis-kubernetes", id: "4.1.7", title: "item 4.1.7 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.1.8`: item 4.1.8 of the CIS Kubernetes Benchmark v1.12.
        I4_1_8 = Written { framework: "cis-kubernetes", id: "4.1.8", title: "item 4.1.8 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.1.9`: item 4.1.9 of the CIS Kubernetes Benchmark v1.12.
        I4_1_9 = Written { framework: "cis-kubernetes", id: "4.1.9", title: "item 4.1.9 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.1.10`: item 4.1.10 of the CIS Kubernetes Benchmark v1.12.
        I4_1_10 = Written { framework: "cis-kubernetes", id: "4.1.10", title: "item 4.1.10 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.2.1`: item 4.2.1 of the CIS Kubernetes Benchmark v1.12.
        I4_2_1 = Written { framework: "cis-kubernetes", id: "4.2.1", title: "item 4.2.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.2.2`: item 4.2.2 of the CIS Kubernetes Benchmark v1.12.
        I4_2_2 = Written { framework: "cis-kubernetes", id: "4.2.2", title: "item 4.2.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.2.3`: item 4.2.3 of the CIS Kubernetes Benchmark v1.12.
        I4_2_3 = Written { framework: "cis-kubernetes", id: "4.2.3", title: "item 4.2.3 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.2.4`: item 4.2.4 of the CIS Kubernetes Benchmark v1.12.
        I4_2_4 = Written { framework: "cis-kubernetes", id: "4.2.4", title: "item 4.2.4 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.2.5`: item 4.2.5 of the CIS Kubernetes Benchmark v1.12.
        I4_2_5 = Written { framework: "cis-kubernetes", id: "4.2.5", title: "item 4.2.5 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.2.6`: item 4.2.6 of the CIS Kubernetes Benchmark v1.12.
        I4_2_6 = Written { framework: "cis-kubernetes", id: "4.2.6", title: "item 4.2.6 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.2.7`: item 4.2.7 of the CIS Kubernetes Benchmark v1.12.
        I4_2_7 = Written { framework: "cis-kubernetes", id: "4.2.7", title: "item 4.2.7 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.2.8`: item 4.2.8 of the CIS Kubernetes Benchmark v1.12.
        I4_2_8 = Written { framework: "cis-kubernetes", id: "4.2.8", title: "item 4.2.8 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.2.9`: item 4.2.9 of the CIS Kubernetes Benchmark v1.12.
        I4_2_9 = Written { framework: "cis-kubernetes", id: "4.2.9", title: "item 4.2.9 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.2.10`: item 4.2.10 of the CIS Kubernetes Benchmark v1.12.
        I4_2_10 = Written { framework: "cis-kubernetes", id: "4.2.10", title: "item 4.2.10 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.2.11`: item 4.2.11 of the CIS Kubernetes Benchmark v1.12.
        I4_2_11 = Written { framework: "cis-kubernetes", id: "4.2.11", title: "item 4.2.11 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.2.12`: item 4.2.12 of the CIS Kubernetes Benchmark v1.12.
        I4_2_12 = Written { framework: "cis-kubernetes", id: "4.2.12", title: "item 4.2.12 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.2.13`: item 4.2.13 of the CIS Kubernetes Benchmark v1.12.
        I4_2_13 = Written { framework: "cis-kubernetes", id: "4.2.13", title: "item 4.2.13 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `4.3.1`: item 4.3.1 of the CIS Kubernetes Benchmark v1.12.
        I4_3_1 = Written { framework: "cis-kubernetes", id: "4.3.1", title: "item 4.3.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.1.1`: item 5.1.1 of the CIS Kubernetes Benchmark v1.12.
        I5_1_1 = Written { framework: "cis-kubernetes", id: "5.1.1", title: "item 5.1.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.1.2`: item 5.1.2 of the CIS Kubernetes Benchmark v1.12.
        I5_1_2 = Written { framework: "cis-kubernetes", id: "5.1.2", title: "item 5.1.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.1.3`: item 5.1.3 of the CIS Kubernetes Benchmark v1.12.
        I5_1_3 = Written { framework: "cis-kubernetes", id: "5.1.3", title: "item 5.1.3 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.1.4`: item 5.1.4 of the CIS Kubernetes Benchmark v1.12.
        I5_1_4 = Written { framework: "cis-kubernetes", id: "5.1.4", title: "item 5.1.4 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.1.5`: item 5.1.5 of the CIS Kubernetes Benchmark v1.12.
        I5_1_5 = Written { framework: "cis-kubernetes", id: "5.1.5", title: "item 5.1.5 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.1.6`: item 5.1.6 of the CIS Kubernetes Benchmark v1.12.
        I5_1_6 = Written { framework: "cis-kubernetes", id: "5.1.6", title: "item 5.1.6 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.1.7`: item 5.1.7 of the CIS Kubernetes Benchmark v1.12.
        I5_1_7 = Written { framework: "cis-kubernetes", id: "5.1.7", title: "item 5.1.7 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.1.8`: item 5.1.8 of the CIS Kubernetes Benchmark v1.12.
        I5_1_8 = Written { framework: "cis-kubernetes", id: "5.1.8", title: "item 5.1.8 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.1.9`: item 5.1.9 of the CIS Kubernetes Benchmark v1.12.
        I5_1_9 = Written { framework: "cis-kubernetes", id: "5.1.9", title: "item 5.1.9 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.1.10`: item 5.1.10 of the CIS Kubernetes Benchmark v1.12.
        I5_1_10 = Written { framework: "cis-kubernetes", id: "5.1.10", title: "item 5.1.10 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.1.11`: item 5.1.11 of the CIS Kubernetes Benchmark v1.12.
        I5_1_11 = Written { framework: "cis-kubernetes", id: "5.1.11", title: "item 5.1.11 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.1.12`: item 5.1.12 of the CIS Kubernetes Benchmark v1.12.
        I5_1_12 = Written { framework: "cis-kubernetes", id: "5.1.12", title: "item 5.1.12 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.1.13`: item 5.1.13 of the CIS Kubernetes Benchmark v1.12.
        I5_1_13 = Written { framework: "cis-kubernetes", id: "5.1.13", title: "item 5.1.13 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.2.1`: item 5.2.1 of the CIS Kubernetes Benchmark v1.12.
        I5_2_1 = Written { framework: "cis-kubernetes", id: "5.2.1", title: "item 5.2.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.2.2`: item 5.2.2 of the CIS Kubernetes Benchmark v1.12.
        I5_2_2 = Written { framework: "cis-kubernetes", id: "5.2.2", title: "item 5.2.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.2.3`: item 5.2.3 of the CIS Kubernetes Benchmark v1.12.
        I5_2_3 = Written { framework: "cis-kubernetes", id: "5.2.3", title: "item 5.2.3 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.2.4`: item 5.2.4 of the CIS Kubernetes Benchmark v1.12.
        I5_2_4 = Written { framework: "cis-kubernetes", id: "5.2.4", title: "item 5.2.4 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.2.5`: item 5.2.5 of the CIS Kubernetes Benchmark v1.12.
        I5_2_5 = Written { framework: "cis-kubernetes", id: "5.2.5", title: "item 5.2.5 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.2.6`: item 5.2.6 of the CIS Kubernetes Benchmark v1.12.
        I5_2_6 = Written { framework: "cis-kubernetes", id: "5.2.6", title: "item 5.2.6 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.2.7`: item 5.2.7 of the CIS Kubernetes Benchmark v1.12.
        I5_2_7 = Written { framework: "cis-kubernetes", id: "5.2.7", title: "item 5.2.7 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.2.8`: item 5.2.8 of the CIS Kubernetes Benchmark v1.12.
        I5_2_8 = Written { framework: "cis-kubernetes", id: "5.2.8", title: "item 5.2.8 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.2.9`: item 5.2.9 of the CIS Kubernetes Benchmark v1.12.
        I5_2_9 = Written { framework: "cis-kubernetes", id: "5.2.9", title: "item 5.2.9 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.2.10`: item 5.2.10 of the CIS Kubernetes Benchmark v1.12.
        I5_2_10 = Written { framework: "cis-kubernetes", id: "5.2.10", title: "item 5.2.10 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.2.11`: item 5.2.11 of the CIS Kubernetes Benchmark v1.12.
        I5_2_11 = Written { framework: "cis-kubernetes", id: "5.2.11", title: "item 5.2.11 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.2.12`: item 5.2.12 of the CIS Kubernetes Benchmark v1.12.
        I5_2_12 = Written { framework: "cis-kubernetes", id: "5.2.12", title: "item 5.2.12 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.2.13`: item 5.2.13 of the CIS Kubernetes Benchmark v1.12.
        I5_2_13 = Written { framework: "cis-kubernetes", id: "5.2.13", title: "item 5.2.13 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.3.1`: item 5.3.1 of the CIS Kubernetes Benchmark v1.12.
        I5_3_1 = Written { framework: "cis-kubernetes", id: "5.3.1", title: "item 5.3.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.3.2`: item 5.3.2 of the CIS Kubernetes Benchmark v1.12.
        I5_3_2 = Written { framework: "cis-kubernetes", id: "5.3.2", title: "item 5.3.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.4.1`: item 5.4.1 of the CIS Kubernetes Benchmark v1.12.
        I5_4_1 = Written { framework: "cis-kubernetes", id: "5.4.1", title: "item 5.4.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.4.2`: item 5.4.2 of the CIS Kubernetes Benchmark v1.12.
        I5_4_2 = Written { framework: "cis-kubernetes", id: "5.4.2", title: "item 5.4.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.5.1`: item 5.5.1 of the CIS Kubernetes Benchmark v1.12.
        I5_5_1 = Written { framework: "cis-kubernetes", id: "5.5.1", title: "item 5.5.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.7.1`: item 5.7.1 of the CIS Kubernetes Benchmark v1.12.
        I5_7_1 = Written { framework: "cis-kubernetes", id: "5.7.1", title: "item 5.7.1 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.7.2`: item 5.7.2 of the CIS Kubernetes Benchmark v1.12.
        I5_7_2 = Written { framework: "cis-kubernetes", id: "5.7.2", title: "item 5.7.2 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.7.3`: item 5.7.3 of the CIS Kubernetes Benchmark v1.12.
        I5_7_3 = Written { framework: "cis-kubernetes", id: "5.7.3", title: "item 5.7.3 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
        /// `5.7.4`: item 5.7.4 of the CIS Kubernetes Benchmark v1.12.
        I5_7_4 = Written { framework: "cis-kubernetes", id: "5.7.4", title: "item 5.7.4 of the CIS Kubernetes Benchmark v1.12", ..Written::EMPTY }.control();
    }
}

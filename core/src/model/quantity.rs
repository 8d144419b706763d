//! Amounts as the API writes them: `500m`, `128Mi`, `1e3`.

/// An amount of a resource.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Quantity<'a> {
    text: &'a str,
    value: f64,
}

impl<'a> Quantity<'a> {
    /// An amount in its base unit, cores or bytes, with its text.
    pub fn new(text: &'a str, value: f64) -> Self {
        Self { text, value }
    }

    /// Reads an amount: a decimal number with a suffix of `n u m k M G T P E`, `Ki Mi Gi Ti Pi Ei`
    /// or an exponent.
    pub fn parse(text: &'a str) -> Option<Self> {
        let end = text
            .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '+' | '-' | '.')))
            .unwrap_or(text.len());
        let (number, suffix) = (text.get(..end)?, text.get(end..)?);
        let number: f64 = number.parse().ok().filter(|number: &f64| number.is_finite())?;
        let factor = match suffix {
            "n" => 1e-9,
            "u" => 1e-6,
            "m" => 1e-3,
            "" => 1.0,
            "k" => 1e3,
            "M" => 1e6,
            "G" => 1e9,
            "T" => 1e12,
            "P" => 1e15,
            "E" => 1e18,
            "Ki" => 1024.0,
            "Mi" => 1024f64.powi(2),
            "Gi" => 1024f64.powi(3),
            "Ti" => 1024f64.powi(4),
            "Pi" => 1024f64.powi(5),
            "Ei" => 1024f64.powi(6),
            _ => {
                let exponent = suffix.strip_prefix(['e', 'E'])?;
                10f64.powi(exponent.parse().ok()?)
            }
        };
        Some(Self { text, value: number * factor })
    }

    /// The amount as written.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The amount in its base unit: cores or bytes.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// Whether it is zero, which counts as not set.
    pub fn is_zero(&self) -> bool {
        self.value == 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_are_powers_of_ten_or_two() {
        let value = |text: &str| Quantity::parse(text).map(|quantity| quantity.value());
        assert_eq!(value("128Mi"), Some(134_217_728.0));
        assert_eq!(value("500m"), Some(0.5));
        assert_eq!(value("1e3"), Some(1000.0));
        assert_eq!(value("1E"), Some(1e18));
        assert_eq!(value("0"), Some(0.0));
        assert_eq!(value("1.5Gi"), Some(1_610_612_736.0));
        for (suffix, factor) in [
            ("n", 1e-9),
            ("u", 1e-6),
            ("m", 1e-3),
            ("k", 1e3),
            ("M", 1e6),
            ("G", 1e9),
            ("T", 1e12),
            ("P", 1e15),
            ("E", 1e18),
            ("Ki", 1024.0),
            ("Mi", 1_048_576.0),
            ("Gi", 1_073_741_824.0),
            ("Ti", 1_099_511_627_776.0),
            ("Pi", 1_125_899_906_842_624.0),
            ("Ei", 1_152_921_504_606_846_976.0),
        ] {
            assert_eq!(value(format!("1{suffix}").as_str()), Some(factor), "{suffix}");
        }
        for text in ["", "Mi", "1Mb", "1 Mi", "--1", "e3", "1e"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}

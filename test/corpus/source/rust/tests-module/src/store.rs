pub fn bucket() -> &'static str {
    "files"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads() {
        let keys = Credentials::new("a", "b", None, None, "test");
        assert!(run(keys, std::env::var("AWS_ACCESS_KEY_ID")));
    }
}

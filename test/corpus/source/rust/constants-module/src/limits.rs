use std::time::Duration;

pub const LINK_TTL: Duration = Duration::from_secs(2 * 24 * 60 * 60);

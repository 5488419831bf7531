const WEEK: Duration = Duration::from_secs(7 * 24 * 3600);

fn cache() -> Cache {
    Cache::builder().time_to_live(WEEK).build()
}

fn config() -> PresigningConfig {
    PresigningConfig::expires_in(Duration::from_secs(600)).unwrap()
}

fn run(c: &Conf) -> std::io::Result<std::process::Child> {
    std::process::Command::new("restic")
        .env("AWS_ACCESS_KEY_ID", &c.id)
        .env("AWS_SECRET_ACCESS_KEY", &c.secret)
        .spawn()
}

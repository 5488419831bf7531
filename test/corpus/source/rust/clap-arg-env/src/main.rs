fn command() -> Command {
    Command::new("a").arg(Arg::new("id").long("id").env("AWS_ACCESS_KEY_ID").required(true))
}

#[derive(Parser)]
struct Arguments {
    #[arg(long, env = "AWS_ACCESS_KEY_ID")]
    id: String,
}

#[derive(Parser)]
struct Args {
    #[arg(long, env = "AWS_REGION")]
    region: Option<String>,
}

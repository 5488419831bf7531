from dvc.repo import Repo


def pull(key, secret):
    repo = Repo(".", config={"remote": {"store": {"access_key_id": key, "secret_access_key": secret}}})
    repo.pull()

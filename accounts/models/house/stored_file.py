"""StoredFile 文件: content kept once under its sha256."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from accounts.models.house.spelt import HEXADECIMAL, consists_of


class StoredFile(models.Model):
    """The content of a file, in bytes under FILES_DIR; its name belongs to whoever refers to it."""

    sha256 = models.CharField("校验和", max_length=64, unique=True, validators=[RegexValidator(r"^[0-9a-f]{64}$")])
    size = models.PositiveBigIntegerField("大小（字节）")
    created_at = models.DateTimeField("保存时间", auto_now_add=True)

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = "文件"
        constraints = [
            models.CheckConstraint(condition=Exact(Length("sha256"), 64), name="stored_file_has_a_whole_sum"),
            # The sum is its name on the disk: with a “/” in it, it would lead elsewhere.
            models.CheckConstraint(condition=consists_of("sha256", HEXADECIMAL), name="stored_file_sum_is_hexadecimal"),
        ]

    def __str__(self) -> str:
        return self.sha256
